package org.headrace.ops.strings;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.TensorSpec;

/**
 * The bucket of each string, int64 in 0 to {@code numBuckets - 1}, by SipHash-2-4 under a key, so that whoever does not know
 * the key cannot make strings that fall together: TensorFlow's {@code StringToHashBucketStrong(input)}.
 *
 * @param key two numbers
 */
public record StringToHashBucketStrong(long numBuckets, List<Long> key) implements Hashing {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        if (key.size() != 2) {
            throw in.error("Key must have 2 elements, not %d", key.size());
        }
        return Hashing.super.infer(in);
    }

    @Override
    public long hash(byte[] s) {
        return SipHash.hash(key.get(0), key.get(1), s);
    }

    @Override
    public String inputName() {
        return "input";
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("num_buckets", numBuckets, "key", key);
    }
}
