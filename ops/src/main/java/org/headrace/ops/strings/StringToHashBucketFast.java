package org.headrace.ops.strings;

import java.util.Map;
import org.headrace.core.Op;

/**
 * The bucket of each string, int64 in 0 to {@code numBuckets - 1}, by FarmHash's fingerprint, which is fast and stays the
 * same: TensorFlow's {@code StringToHashBucketFast(input)}.
 */
public record StringToHashBucketFast(long numBuckets) implements Hashing {
    @Override
    public long hash(byte[] s) {
        return FarmHash.fingerprint(s);
    }

    @Override
    public String inputName() {
        return "input";
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("num_buckets", numBuckets);
    }
}
