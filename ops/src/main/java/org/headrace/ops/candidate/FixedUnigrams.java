package org.headrace.ops.candidate;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.headrace.ops.random.Words;

/** Integers of given weights, by two tables (A. Walker's alias method). */
final class FixedUnigrams implements RangeSampler {
    private final float[] weights;
    private final float total;
    private final float[] keep;
    private final int[] other;

    /**
     * @param unigrams the weights of the integers after the reserved ones, each to be raised to {@code distortion}
     * @param reserved so many integers from 0 on are never drawn
     * @param shards each integer belongs to one of so many parts
     * @param shard the part that is drawn from; its integers are numbered from 0 on
     */
    FixedUnigrams(List<Float> unigrams, float distortion, int reserved, int shards, int shard) {
        float[] all = new float[reserved + unigrams.size()];
        int count = 0;
        for (int id = 0; id < reserved; id++) {
            count += id % shards == shard ? 1 : 0;
        }
        int id = count; // TensorFlow goes on from here, too
        float sum = 0;
        for (float unigram : unigrams) {
            if (id++ % shards == shard) {
                all[count] = (float) Math.pow(unigram, distortion);
                sum += all[count++];
            }
        }
        weights = Arrays.copyOf(all, count);
        total = sum;
        keep = new float[count];
        other = new int[count];
        fillTables();
    }

    private void fillTables() {
        int n = weights.length;
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        double[] shares = new double[n];
        Deque<Integer> high = new ArrayDeque<>();
        Deque<Integer> low = new ArrayDeque<>();
        for (int i = 0; i < n; i++) {
            shares[i] = weights[i] * n / sum;
            (shares[i] < 1 ? low : high).push(i);
        }
        for (int i = 0; i < n; i++) {
            other[i] = i;
        }
        boolean[] paired = new boolean[n];
        while (!high.isEmpty() && !low.isEmpty()) {
            int from = low.pop();
            int to = high.pop();
            other[from] = to;
            paired[from] = true;
            shares[to] -= 1 - shares[from];
            (shares[to] < 1 ? low : high).push(to);
        }
        for (int i = 0; i < n; i++) {
            keep[i] = paired[i] ? (float) shares[i] : 1;
        }
    }

    @Override
    public long range() {
        return weights.length;
    }

    @Override
    public long sample(Words bits) {
        float share = Float.intBitsToFloat(0x3F800000 | bits.next() & 0x7FFFFF) - 1;
        int place = bits.below(weights.length);
        return share < keep[place] ? place : other[place];
    }

    @Override
    public float probability(long value) {
        return weights[(int) value] / total;
    }
}
