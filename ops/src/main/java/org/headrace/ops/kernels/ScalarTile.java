package org.headrace.ops.kernels;

/**
 * Tiles in plain Java: loops along a row that the JIT compiler vectorizes. It does so only if each row that a loop touches is
 * an array by itself; and because such a loop takes long to begin, one adds up eight products.
 */
public final class ScalarTile implements FloatTile {
    private static final int COLUMNS = 64;
    private static final int ROWS = 16;

    /** So many rows of {@code b} stay in the first-level cache. */
    private static final int DEPTH = 64;

    private final ThreadLocal<Rows> rows = ThreadLocal.withInitial(Rows::new);

    /** One row of the tile and some of {@code b}, each an array by itself. */
    private static final class Rows {
        private final float[] sums = new float[COLUMNS];
        private final float[][] factors = new float[DEPTH][COLUMNS];
    }

    /** Keeps a few rows for each thread. */
    public ScalarTile() {}

    @Override
    public int[] widths() {
        return new int[] {COLUMNS};
    }

    @Override
    public int[] heights(int columns) {
        int[] heights = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            heights[i] = ROWS - i;
        }
        return heights;
    }

    @Override
    public void add(
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
            int cStride) {
        Rows own = this.rows.get();
        for (int from = 0; from < count; from += DEPTH) {
            int depth = Math.min(DEPTH, count - from);
            for (int p = 0; p < depth; p++) {
                System.arraycopy(b, bOff + (from + p) * COLUMNS, own.factors[p], 0, COLUMNS);
            }
            for (int i = 0; i < rows; i++) {
                int row = cOff + i * cStride;
                System.arraycopy(c, row, own.sums, 0, COLUMNS);
                addRow(own.sums, own.factors, depth, a, aOff + i, aSteps, from);
                System.arraycopy(own.sums, 0, c, row, COLUMNS);
            }
        }
    }

    private static void addRow(float[] sums, float[][] b, int depth, float[] a, int aAt, int[] aSteps, int from) {
        int p = 0;
        for (; p + 8 <= depth; p += 8) {
            int at = from + p;
            float x0 = a[aAt + aSteps[at]];
            float x1 = a[aAt + aSteps[at + 1]];
            float x2 = a[aAt + aSteps[at + 2]];
            float x3 = a[aAt + aSteps[at + 3]];
            float x4 = a[aAt + aSteps[at + 4]];
            float x5 = a[aAt + aSteps[at + 5]];
            float x6 = a[aAt + aSteps[at + 6]];
            float x7 = a[aAt + aSteps[at + 7]];
            float[] b0 = b[p];
            float[] b1 = b[p + 1];
            float[] b2 = b[p + 2];
            float[] b3 = b[p + 3];
            float[] b4 = b[p + 4];
            float[] b5 = b[p + 5];
            float[] b6 = b[p + 6];
            float[] b7 = b[p + 7];
            for (int j = 0; j < COLUMNS; j++) {
                sums[j] += x0 * b0[j]
                        + x1 * b1[j]
                        + x2 * b2[j]
                        + x3 * b3[j]
                        + (x4 * b4[j] + x5 * b5[j] + x6 * b6[j] + x7 * b7[j]);
            }
        }
        for (; p < depth; p++) {
            addProducts(sums, b[p], a[aAt + aSteps[from + p]]);
        }
    }

    private static void addProducts(float[] sums, float[] b, float x) {
        for (int j = 0; j < COLUMNS; j++) {
            sums[j] += x * b[j];
        }
    }
}
