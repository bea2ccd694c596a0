package org.headrace.ops.kernels;

/** Tiles in plain Java: long rows, so that the compiler can make vector loops of them. */
public final class ScalarTile implements FloatTile {
    private static final int COLUMNS = 64;
    private static final int ROWS = 16;

    /** So many rows of {@code b} stay in the first-level cache. */
    private static final int DEPTH = 64;

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
            float[] b,
            int bOff,
            int bStep,
            int count,
            float[] c,
            int cOff,
            int cStride) {
        for (int from = 0; from < count; from += DEPTH) {
            int end = Math.min(count, from + DEPTH);
            for (int i = 0; i < rows; i++) {
                addRow(a, aOff + i, aSteps, from, end, b, bOff, bStep, c, cOff + i * cStride);
            }
        }
    }

    private static void addRow(
            float[] a, int aAt, int[] aSteps, int from, int end, float[] b, int bOff, int bStep, float[] c, int cAt) {
        for (int p = from; p < end; p++) {
            float x = a[aAt + aSteps[p]];
            int bAt = bOff + p * bStep;
            for (int j = 0; j < COLUMNS; j++) {
                c[cAt + j] += x * b[bAt + j];
            }
        }
    }
}
