package org.headrace.ops.candidate;

import org.headrace.ops.random.Words;

/** A distribution of the integers from 0 to below a range. */
public interface RangeSampler {
    /** How many integers there are. */
    long range();

    long sample(Words bits);

    /** How probable {@code value} is, as TensorFlow rounds it. */
    float probability(long value);

    /** Takes notice of the true classes of a batch. */
    default void update(long[] values, int count) {}

    /** All with one probability. */
    record Uniform(long range) implements RangeSampler {
        @Override
        public long sample(Words bits) {
            return bits.below(range);
        }

        @Override
        public float probability(long value) {
            return (float) (1.0 / range);
        }
    }

    /** Value k with the probability {@code (log(k + 2) - log(k + 1)) / log(range + 1)}. */
    record LogUniform(long range) implements RangeSampler {
        @Override
        public long sample(Words bits) {
            return ((long) Math.exp(bits.uniform() * Math.log1p((double) range)) - 1) % range;
        }

        @Override
        public float probability(long value) {
            return (float) (Math.log((value + 2.0) / (value + 1.0)) / Math.log1p((double) range));
        }
    }
}
