package org.headrace.ops.kernels;

/** Copies of matrices with rows and columns exchanged. */
final class Transposition {
    private Transposition() {}

    /**
     * {@code to[toOff + j * toStride + i] = from[fromOff + i * fromStride + j]} for {@code rows} values of {@code i} and
     * {@code columns} of {@code j}: four rows at a time, so that both sides stay in cache.
     */
    static void copy(
            float[] from, int fromOff, int fromStride, int rows, int columns, float[] to, int toOff, int toStride) {
        int i = 0;
        for (; i + 4 <= rows; i += 4) {
            int r0 = fromOff + i * fromStride;
            int r1 = r0 + fromStride;
            int r2 = r1 + fromStride;
            int r3 = r2 + fromStride;
            int at = toOff + i;
            for (int j = 0; j < columns; j++) {
                to[at] = from[r0 + j];
                to[at + 1] = from[r1 + j];
                to[at + 2] = from[r2 + j];
                to[at + 3] = from[r3 + j];
                at += toStride;
            }
        }
        for (; i < rows; i++) {
            int row = fromOff + i * fromStride;
            int at = toOff + i;
            for (int j = 0; j < columns; j++) {
                to[at] = from[row + j];
                at += toStride;
            }
        }
    }
}
