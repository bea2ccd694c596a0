package org.headrace.ops.kernels;

import java.util.Arrays;

/** The inner loop of convolutions: a small matrix product whose sums stay in registers. Thread-safe. */
public interface FloatTile {
    /** The most products that a sum may have: so few that the JIT compiler runs the loop over them without a stop. */
    int MOST = 1000;

    /** The numbers of columns that a tile can have, the greatest first, each a multiple of the last. */
    int[] widths();

    /** The numbers of rows that a tile of so many columns can have, the greatest first. */
    int[] heights(int columns);

    /** The most rows of any tile. */
    default int tallest() {
        return Arrays.stream(widths()).map(width -> heights(width)[0]).max().orElse(0);
    }

    /**
     * Adds a sum of outer products to the tile of {@code rows} times {@code columns} elements {@code C}:
     *
     * <pre>{@code
     * C[i, j] += sum over p < count of a[aOff + aSteps[p] + i] * b[bOff + p * columns + j]
     * }</pre>
     *
     * where {@code C[i, j]} is {@code c[cOff + i * cStride + j]}, and {@code count} at most {@link #MOST}.
     */
    void add(
            int rows,
            int columns,
            float[] a,
            int aOff,
            int[] aSteps,
            float[] b,
            int bOff,
            int count,
            float[] c,
            int cOff,
            int cStride);
}
