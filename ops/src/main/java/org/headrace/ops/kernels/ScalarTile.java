package org.headrace.ops.kernels;

/** Tiles in plain Java: long rows, so that the compiler can make vector loops of them. */
public final class ScalarTile implements FloatTile {
    private static final int COLUMNS = 64;
    private static final int ROWS = 16;
    private static final int UNROLLED = 4;

    /** Keeps nothing. */
    public ScalarTile() {}

    @Override
    public int columns() {
        return COLUMNS;
    }

    @Override
    public int[] heights() {
        int[] heights = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            heights[i] = ROWS - i;
        }
        return heights;
    }

    @Override
    public void add(
            int rows,
            float[] a,
            int aOff,
            int[] aSteps,
            int aStep,
            float[] b,
            int bOff,
            int[] bSteps,
            int bStep,
            int segments,
            int length,
            float[] c,
            int cOff,
            int cStride) {
        for (int s = 0; s < segments; s++) {
            for (int i = 0; i < rows; i++) {
                int aAt = aOff + aSteps[s] + i;
                int bAt = bOff + bSteps[s];
                int p = 0;
                for (; p + UNROLLED <= length; p += UNROLLED) {
                    addRow(
                            a[aAt],
                            a[aAt + aStep],
                            a[aAt + 2 * aStep],
                            a[aAt + 3 * aStep],
                            b,
                            bAt,
                            bStep,
                            c,
                            cOff + i * cStride);
                    aAt += UNROLLED * aStep;
                    bAt += UNROLLED * bStep;
                }
                for (; p < length; p++) {
                    addRow(a[aAt], b, bAt, c, cOff + i * cStride);
                    aAt += aStep;
                    bAt += bStep;
                }
            }
        }
    }

    private static void addRow(
            float x0, float x1, float x2, float x3, float[] b, int bAt, int bStep, float[] c, int cAt) {
        int b1 = bAt + bStep;
        int b2 = b1 + bStep;
        int b3 = b2 + bStep;
        for (int j = 0; j < COLUMNS; j++) {
            c[cAt + j] = c[cAt + j] + x0 * b[bAt + j] + x1 * b[b1 + j] + x2 * b[b2 + j] + x3 * b[b3 + j];
        }
    }

    private static void addRow(float x, float[] b, int bAt, float[] c, int cAt) {
        for (int j = 0; j < COLUMNS; j++) {
            c[cAt + j] += x * b[bAt + j];
        }
    }
}
