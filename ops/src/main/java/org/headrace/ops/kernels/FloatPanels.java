package org.headrace.ops.kernels;

import java.util.Arrays;

/**
 * Matrix products in float for wide {@code C}, in loops that the JIT compiler vectorizes. It does so only if each row that
 * a loop touches is an array by itself (rows of one array might overlap, for all it knows) and the loop stores to a single
 * one, hence panels of separate rows, four of them to one row of sums.
 *
 * <p>Where the processor has fused multiply-add, each element is summed like this, so that other code can give the same
 * bits: the products of {@link #part} neighbours are added to 0 in order, each addition rounded once, and what comes out is
 * added to the element. Where it has not, four rounded products at a time are summed before they are added.
 */
public final class FloatPanels {
    /** Sums go so deep at a time, at most. */
    public static final int DEPTH = 512;

    /** A panel of so many columns stays in the second-level cache. */
    private static final int COLUMNS = 512;

    // Scratch arrays, as long as was needed so far.
    private final float[][] panel = new float[DEPTH][0];
    private float[] sums = {};

    /** Of one thread. */
    public FloatPanels() {}

    /** How deep the parts of a sum of {@code depth} products go: all about the same, since each costs a pass over {@code C}. */
    public static int part(int depth) {
        int parts = (depth + DEPTH - 1) / DEPTH;
        return parts <= 1 ? depth : ((depth + parts - 1) / parts + 3) / 4 * 4;
    }

    /**
     * {@code C = A B} for blocks of these dimensions, or {@code C += A B} if {@code add}, where the element {@code [i, p]} of
     * {@code A} is {@code a[aAt + i * aRow + p * aColumn]}, that of {@code B} likewise, and that of {@code C} is
     * {@code c[cAt + i * cStride + p]}.
     */
    public void multiply(
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            int bColumn,
            float[] c,
            int cAt,
            int cStride,
            int rows,
            int columns,
            int depth,
            boolean add) {
        int panels = (columns + COLUMNS - 1) / COLUMNS;
        int width = (columns + panels - 1) / panels;
        if (sums.length < width) {
            sums = new float[width];
        }
        for (int j = 0; j < columns; j += width) {
            int n = Math.min(width, columns - j);
            int part = part(depth);
            for (int p = 0; p < depth; p += part) {
                int k = Math.min(part, depth - p);
                if (bColumn == 1) {
                    pack(b, bAt + p * bRow + j, bRow, k, n);
                } else {
                    packTransposed(b, bAt + j * bColumn + p * bRow, bRow, bColumn, k, n);
                }
                for (int i = 0; i < rows; i++) {
                    row(a, aAt + i * aRow + p * aColumn, aColumn, k, n);
                    int to = cAt + i * cStride + j;
                    if (add || p > 0) {
                        addSums(c, to, n);
                    } else {
                        System.arraycopy(sums, 0, c, to, n);
                    }
                }
            }
        }
    }

    /** {@link #multiply} for so few that preparing anything takes longer: plain sums of rounded products. */
    public static void multiplyFew(
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            int bColumn,
            float[] c,
            int cAt,
            int cStride,
            int rows,
            int columns,
            int depth,
            boolean add) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int at = cAt + i * cStride + j;
                float sum = add ? c[at] : 0;
                for (int p = 0; p < depth; p++) {
                    sum += a[aAt + i * aRow + p * aColumn] * b[bAt + p * bRow + j * bColumn];
                }
                c[at] = sum;
            }
        }
    }

    /** A row of {@code A} times the panel. */
    private void row(float[] a, int aAt, int aColumn, int depth, int columns) {
        int at = aAt;
        int p = 0;
        Arrays.fill(sums, 0, columns, 0);
        for (; p + 4 <= depth; p += 4) {
            float a0 = a[at];
            float a1 = a[at + aColumn];
            float a2 = a[at + 2 * aColumn];
            float a3 = a[at + 3 * aColumn];
            if (Fma.IN_HARDWARE) {
                addFour(sums, panel[p], panel[p + 1], panel[p + 2], panel[p + 3], columns, a0, a1, a2, a3);
            } else {
                addFourRounded(sums, panel[p], panel[p + 1], panel[p + 2], panel[p + 3], columns, a0, a1, a2, a3);
            }
            at += 4 * aColumn;
        }
        for (; p < depth; p++) {
            addOne(sums, panel[p], columns, a[at]);
            at += aColumn;
        }
    }

    private static void addFour(
            float[] y, float[] x0, float[] x1, float[] x2, float[] x3, int n, float a0, float a1, float a2, float a3) {
        for (int j = 0; j < n; j++) {
            y[j] = Math.fma(a3, x3[j], Math.fma(a2, x2[j], Math.fma(a1, x1[j], Math.fma(a0, x0[j], y[j]))));
        }
    }

    private static void addFourRounded(
            float[] y, float[] x0, float[] x1, float[] x2, float[] x3, int n, float a0, float a1, float a2, float a3) {
        for (int j = 0; j < n; j++) {
            y[j] += a0 * x0[j] + a1 * x1[j] + a2 * x2[j] + a3 * x3[j];
        }
    }

    private static void addOne(float[] y, float[] x, int n, float scale) {
        for (int j = 0; j < n; j++) {
            y[j] = Fma.IN_HARDWARE ? Math.fma(scale, x[j], y[j]) : y[j] + scale * x[j];
        }
    }

    private void addSums(float[] c, int cAt, int n) {
        for (int j = 0; j < n; j++) {
            c[cAt + j] += sums[j];
        }
    }

    private void pack(float[] b, int bAt, int bRow, int depth, int columns) {
        for (int p = 0; p < depth; p++) {
            System.arraycopy(b, bAt + p * bRow, panelRow(p, columns), 0, columns);
        }
    }

    private void packTransposed(float[] b, int bAt, int bRow, int bColumn, int depth, int columns) {
        int p = 0;
        for (; p + 4 <= depth; p += 4) {
            float[] r0 = panelRow(p, columns);
            float[] r1 = panelRow(p + 1, columns);
            float[] r2 = panelRow(p + 2, columns);
            float[] r3 = panelRow(p + 3, columns);
            for (int j = 0; j < columns; j++) {
                int at = bAt + j * bColumn + p * bRow;
                r0[j] = b[at];
                r1[j] = b[at + bRow];
                r2[j] = b[at + 2 * bRow];
                r3[j] = b[at + 3 * bRow];
            }
        }
        for (; p < depth; p++) {
            float[] r = panelRow(p, columns);
            for (int j = 0; j < columns; j++) {
                r[j] = b[bAt + j * bColumn + p * bRow];
            }
        }
    }

    private float[] panelRow(int p, int columns) {
        if (panel[p].length < columns) {
            panel[p] = new float[columns];
        }
        return panel[p];
    }
}
