package org.headrace.ops.kernels;

/** The inner loop of convolutions: a small matrix product whose sums stay in registers. Thread-safe. */
public interface FloatTile {
    /** The columns of a tile. */
    int columns();

    /** The numbers of rows that a tile can have, the greatest first. */
    int[] heights();

    /**
     * Adds a sum of outer products to the tile of {@code rows} times {@link #columns} elements {@code C}:
     *
     * <pre>{@code
     * C[i, j] += sum over p < count of a[aOff + aSteps[p] + i] * b[bOff + p * bStep + j]
     * }</pre>
     *
     * where {@code C[i, j]} is {@code c[cOff + i * cStride + j]}.
     */
    void add(
            int rows,
            float[] a,
            int aOff,
            int[] aSteps,
            float[] b,
            int bOff,
            int bStep,
            int count,
            float[] c,
            int cOff,
            int cStride);
}
