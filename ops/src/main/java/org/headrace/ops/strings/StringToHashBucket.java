package org.headrace.ops.strings;

import java.util.Map;
import org.headrace.core.Op;

/**
 * The bucket of each string, int64 in 0 to {@code numBuckets - 1}, by TensorFlow's old hash, Murmur2's:
 * TensorFlow's {@code StringToHashBucket(string_tensor)}.
 */
public record StringToHashBucket(long numBuckets) implements Hashing {
    private static final long SEED = 0xDECAFCAFFEL;
    private static final long MULTIPLIER = 0xc6a4a7935bd1e995L;

    @Override
    public long hash(byte[] s) {
        long hash = SEED ^ s.length * MULTIPLIER;
        int at = 0;
        for (; at + 8 <= s.length; at += 8) {
            long word = FarmHash.word(s, at) * MULTIPLIER;
            hash = (hash ^ (word ^ word >>> 47) * MULTIPLIER) * MULTIPLIER;
        }
        if (at < s.length) {
            for (int i = s.length - 1; i >= at; i--) {
                hash ^= (s[i] & 0xffL) << 8 * (i - at);
            }
            hash *= MULTIPLIER;
        }
        hash = (hash ^ hash >>> 47) * MULTIPLIER;
        return hash ^ hash >>> 47;
    }

    @Override
    public String inputName() {
        return "string_tensor";
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("num_buckets", numBuckets);
    }
}
