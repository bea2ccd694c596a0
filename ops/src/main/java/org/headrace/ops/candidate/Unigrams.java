package org.headrace.ops.candidate;

import org.headrace.ops.random.Words;

/**
 * Integers as often as they were seen among the true classes, and once more. The counts are the leaves of a binary tree of
 * sums.
 */
final class Unigrams implements RangeSampler {
    private final int range;
    private final int leaves;
    /** Node i's children are 2i and 2i + 1; the root is node 1. */
    private final int[] sums;

    Unigrams(int range) {
        this.range = range;
        int size = 1;
        while (size < range) {
            size *= 2;
        }
        this.leaves = size;
        this.sums = new int[2 * size];
        for (int i = 0; i < range; i++) {
            sums[leaves + i] = 1;
        }
        for (int i = leaves - 1; i > 0; i--) {
            sums[i] = sums[2 * i] + sums[2 * i + 1];
        }
    }

    @Override
    public long range() {
        return range;
    }

    @Override
    public long sample(Words bits) {
        int position = bits.below(sums[1]);
        int node = 1;
        while (node < leaves) {
            node *= 2;
            if (position >= sums[node]) {
                position -= sums[node];
                node++;
            }
        }
        return (long) node - leaves;
    }

    @Override
    public float probability(long value) {
        return (float) sums[leaves + (int) value] / sums[1];
    }

    @Override
    public void update(long[] values, int count) {
        int counted = Math.min(count, Integer.MAX_VALUE - sums[1]);
        for (int i = 0; i < counted; i++) {
            for (int node = leaves + (int) values[i]; node > 0; node /= 2) {
                sums[node]++;
            }
        }
    }
}
