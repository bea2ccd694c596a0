package org.headrace.ops.random;

/**
 * Uniform numbers, floating-point in {@code [0, 1)} and integers in {@code [min, max)}.
 *
 * <p>Each {@code fill} writes {@code out[from]} to {@code out[to - 1]} as elements {@code from} to {@code to - 1} of the
 * output that {@code bits} was reserved for, and moves {@code bits}: pieces of one output may be filled in any order and in
 * parallel, each from a stream at the output's beginning. A block gives four 32-bit or two 64-bit elements; {@code from} must be a multiple of that.
 * TensorFlow ops {@code RandomUniform} and {@code RandomUniformInt}.
 */
public final class Uniform {

    private Uniform() {}

    /** Uniform in {@code [0, 1)}, 23 random bits each; {@code from} a multiple of 4. */
    public static void fill(Philox bits, float[] out, int from, int to) {
        Groups.move(bits, from, to, out.length, 4, 1);
        int i = from + 4 * bits.uniform(out, from, (to - from) / 4);
        for (; i + 4 <= to; i += 4) {
            bits.next();
            out[i] = toFloat(bits.word0());
            out[i + 1] = toFloat(bits.word1());
            out[i + 2] = toFloat(bits.word2());
            out[i + 3] = toFloat(bits.word3());
        }
        if (i < to) {
            bits.next();
            for (int k = 0; i < to; i++, k++) {
                out[i] = toFloat(bits.word(k));
            }
        }
    }

    /** Uniform in {@code [0, 1)}, 52 random bits each; {@code from} a multiple of 2. */
    public static void fill(Philox bits, double[] out, int from, int to) {
        Groups.move(bits, from, to, out.length, 2, 1);
        for (int i = from; i < to; i += 2) {
            bits.next();
            out[i] = toDouble(bits.word0(), bits.word1());
            if (i + 1 < to) {
                out[i + 1] = toDouble(bits.word2(), bits.word3());
            }
        }
    }

    /** Integers {@code min + bits mod (max - min)}, {@code min < max}; {@code from} a multiple of 4. */
    public static void fill(Philox bits, int min, int max, int[] out, int from, int to) {
        requireRange(min, max);
        Groups.move(bits, from, to, out.length, 4, 1);
        int range = max - min;
        for (int i = from; i < to; i += 4) {
            bits.next();
            int end = Math.min(4, to - i);
            for (int k = 0; k < end; k++) {
                out[i + k] = min + Integer.remainderUnsigned(bits.word(k), range);
            }
        }
    }

    /** Integers {@code min + bits mod (max - min)}, {@code min < max}; {@code from} a multiple of 2. */
    public static void fill(Philox bits, long min, long max, long[] out, int from, int to) {
        requireRange(min, max);
        Groups.move(bits, from, to, out.length, 2, 1);
        long range = max - min;
        for (int i = from; i < to; i += 2) {
            bits.next();
            out[i] = min + Long.remainderUnsigned(toLong(bits.word0(), bits.word1()), range);
            if (i + 1 < to) {
                out[i + 1] = min + Long.remainderUnsigned(toLong(bits.word2(), bits.word3()), range);
            }
        }
    }

    private static void requireRange(long min, long max) {
        if (min >= max) {
            throw new IllegalArgumentException("Need minval < maxval, got " + min + " >= " + max);
        }
    }

    /** The low 23 bits as the fraction of a number in {@code [1, 2)}, less one. */
    static float toFloat(int word) {
        return Float.intBitsToFloat(0x3F800000 | (word & 0x7FFFFF)) - 1;
    }

    /** 20 bits of the first word and the second as the fraction of a number in {@code [1, 2)}, less one. */
    static double toDouble(int first, int second) {
        long fraction = (first & 0xFFFFFL) << 32 | Integer.toUnsignedLong(second);
        return Double.longBitsToDouble(0x3FF0000000000000L | fraction) - 1;
    }

    private static long toLong(int first, int second) {
        return Integer.toUnsignedLong(first) | (long) second << 32;
    }
}
