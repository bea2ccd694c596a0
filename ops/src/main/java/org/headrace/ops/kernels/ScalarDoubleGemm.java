package org.headrace.ops.kernels;

import java.util.Arrays;

/**
 * The matrix product in double without vector instructions of our own: loops that the JIT compiler vectorizes. It does so
 * only if each row that a loop touches is an array by itself (rows of one array might overlap, for all it knows) and
 * the loop is short, hence panels of separate rows and tiles of two by two. One object serves one thread at a time.
 */
final class ScalarDoubleGemm {

    /** A panel of so many rows of so many columns stays in the second-level cache. */
    private static final int DEPTH = 128;

    private static final int COLUMNS = 256;

    /** Below this, rearranging {@code B} costs more than it gains. */
    private static final int FEW_ROWS = 4;

    /** The compiled loops along a row of {@code C} pay only on long ones; a short one would also spoil their profile. */
    private static final int FEW_COLUMNS = 48;

    private final double[][] panel = new double[DEPTH][0];
    private double[] upper = {};
    private double[] lower = {};
    private double[] row = {};
    private double[] transposed = {};

    void multiply(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            double[] a,
            int aOff,
            double[] b,
            int bOff,
            double[] c,
            int cOff) {
        int aRow = transA ? 1 : k;
        int aColumn = transA ? m : 1;
        if (n < FEW_COLUMNS || (m < FEW_ROWS && transB)) {
            dots(m, n, k, a, aOff, aRow, aColumn, b, bOff, transB, c, cOff);
            return;
        }
        Arrays.fill(c, cOff, cOff + m * n, 0);
        if (m < FEW_ROWS) {
            for (int i = 0; i < m; i++) {
                for (int p = 0; p < k; p++) {
                    addScaled(a[aOff + i * aRow + p * aColumn], b, bOff + p * n, c, cOff + i * n, n);
                }
            }
            return;
        }
        int panels = (n + COLUMNS - 1) / COLUMNS;
        int width = (n + panels - 1) / panels;
        for (int j = 0; j < n; j += width) {
            int columns = Math.min(width, n - j);
            for (int p = 0; p < k; p += DEPTH) {
                int depth = Math.min(DEPTH, k - p);
                if (transB) {
                    packTransposed(b, bOff + j * k + p, k, depth, columns);
                } else {
                    pack(b, bOff + p * n + j, n, depth, columns);
                }
                addPanel(m, n, depth, columns, a, aOff + p * aColumn, aRow, aColumn, c, cOff + j);
            }
        }
    }

    /** Adds the product of {@code A}'s columns and the panel to {@code C}, two rows at a time. */
    private void addPanel(
            int m, int n, int depth, int columns, double[] a, int aOff, int aRow, int aColumn, double[] c, int cOff) {
        if (upper.length < columns) {
            upper = new double[columns];
            lower = new double[columns];
        }
        for (int i = 0; i < m; i += 2) {
            // The last of an odd number of rows is computed twice.
            int next = Math.min(i + 1, m - 1);
            int a0 = aOff + i * aRow;
            int a1 = aOff + next * aRow;
            System.arraycopy(c, cOff + i * n, upper, 0, columns);
            System.arraycopy(c, cOff + next * n, lower, 0, columns);
            int p = 0;
            for (; p + 2 <= depth; p += 2) {
                int first = p * aColumn;
                int second = first + aColumn;
                addTile(
                        upper,
                        lower,
                        panel[p],
                        panel[p + 1],
                        columns,
                        a[a0 + first],
                        a[a0 + second],
                        a[a1 + first],
                        a[a1 + second]);
            }
            if (p < depth) {
                addScaled(a[a0 + p * aColumn], panel[p], 0, upper, 0, columns);
                addScaled(a[a1 + p * aColumn], panel[p], 0, lower, 0, columns);
            }
            System.arraycopy(upper, 0, c, cOff + i * n, columns);
            System.arraycopy(lower, 0, c, cOff + next * n, columns);
        }
    }

    private static void addTile(
            double[] c0, double[] c1, double[] b0, double[] b1, int n, double a00, double a01, double a10, double a11) {
        for (int j = 0; j < n; j++) {
            double x0 = b0[j];
            double x1 = b1[j];
            c0[j] += a00 * x0 + a01 * x1;
            c1[j] += a10 * x0 + a11 * x1;
        }
    }

    private static void addScaled(double scale, double[] x, int xOff, double[] y, int yOff, int n) {
        for (int j = 0; j < n; j++) {
            y[yOff + j] += scale * x[xOff + j];
        }
    }

    private void pack(double[] b, int bOff, int bStride, int depth, int columns) {
        for (int p = 0; p < depth; p++) {
            System.arraycopy(b, bOff + p * bStride, panelRow(p, columns), 0, columns);
        }
    }

    private void packTransposed(double[] b, int bOff, int bStride, int depth, int columns) {
        int p = 0;
        for (; p + 4 <= depth; p += 4) {
            double[] r0 = panelRow(p, columns);
            double[] r1 = panelRow(p + 1, columns);
            double[] r2 = panelRow(p + 2, columns);
            double[] r3 = panelRow(p + 3, columns);
            for (int j = 0; j < columns; j++) {
                int at = bOff + j * bStride + p;
                r0[j] = b[at];
                r1[j] = b[at + 1];
                r2[j] = b[at + 2];
                r3[j] = b[at + 3];
            }
        }
        for (; p < depth; p++) {
            double[] r = panelRow(p, columns);
            for (int j = 0; j < columns; j++) {
                r[j] = b[bOff + j * bStride + p];
            }
        }
    }

    private double[] panelRow(int p, int columns) {
        if (panel[p].length < columns) {
            panel[p] = new double[columns];
        }
        return panel[p];
    }

    /** Each element of {@code C} as the dot product of a row of {@code A} and a column of {@code B}. */
    private void dots(
            int m,
            int n,
            int k,
            double[] a,
            int aOff,
            int aRow,
            int aColumn,
            double[] b,
            int bOff,
            boolean transB,
            double[] c,
            int cOff) {
        double[] columns = b;
        int columnsOff = bOff;
        if (!transB && n > 1) {
            if (transposed.length < n * k) {
                transposed = new double[n * k];
            }
            for (int p = 0; p < k; p++) {
                for (int j = 0; j < n; j++) {
                    transposed[j * k + p] = b[bOff + p * n + j];
                }
            }
            columns = transposed;
            columnsOff = 0;
        }
        for (int i = 0; i < m; i++) {
            double[] x = a;
            int xOff = aOff + i * aRow;
            if (aColumn != 1) {
                if (row.length < k) {
                    row = new double[k];
                }
                for (int p = 0; p < k; p++) {
                    row[p] = a[xOff + p * aColumn];
                }
                x = row;
                xOff = 0;
            }
            for (int j = 0; j < n; j++) {
                c[cOff + i * n + j] = dot(k, x, xOff, columns, columnsOff + j * k);
            }
        }
    }

    private static double dot(int k, double[] x, int xOff, double[] y, int yOff) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int p = 0;
        for (; p + 4 <= k; p += 4) {
            s0 += x[xOff + p] * y[yOff + p];
            s1 += x[xOff + p + 1] * y[yOff + p + 1];
            s2 += x[xOff + p + 2] * y[yOff + p + 2];
            s3 += x[xOff + p + 3] * y[yOff + p + 3];
        }
        for (; p < k; p++) {
            s0 += x[xOff + p] * y[yOff + p];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
