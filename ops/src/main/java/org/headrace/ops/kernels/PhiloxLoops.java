package org.headrace.ops.kernels;

/** Random numbers from Philox 4x32-10, many blocks of the stream side by side. */
public interface PhiloxLoops {
    /**
     * Writes up to {@code blocks} blocks of four numbers, uniform in {@code [0, 1)} by the low 23 bits of each word, from
     * {@code out[at]} on, and tells how many blocks it wrote; the rest is the caller's.
     *
     * @param low the lower half of the first block's counter; {@code high} the upper one, which must not change on the way
     */
    int uniform(long key, long low, long high, float[] out, int at, int blocks);
}
