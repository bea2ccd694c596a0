package org.headrace.ops.kernels;

import java.util.Arrays;

/**
 * The matrix product in float without vector instructions of our own: loops that the JIT compiler vectorizes. It does so
 * only if each row that a loop touches is an array by itself (rows of one array might overlap, for all it knows) and
 * the loop stores to a single one, hence panels of separate rows, four of them to one row of {@code C}. One object serves one thread at a time.
 */
final class ScalarFloatGemm {

    /** A panel of so many rows of so many columns stays in the second-level cache. */
    private static final int DEPTH = 128;

    private static final int COLUMNS = 512;

    /** Below this, rearranging {@code B} costs more than it gains. */
    private static final int FEW_ROWS = 4;

    /** The compiled loops along a row of {@code C} pay only on long ones; a short one would also spoil their profile. */
    private static final int FEW_COLUMNS = 48;

    /** Dot products of vectors this long are summed in parallel lanes. */
    private static final int LONG_ROWS = 1024;

    private static final int LANES = 512;

    private final float[][] panel = new float[DEPTH][0];
    private float[] sums = {};
    private float[] row = {};
    private float[] transposed = {};

    void multiply(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            float[] a,
            int aOff,
            float[] b,
            int bOff,
            float[] c,
            int cOff) {
        int aRow = transA ? 1 : k;
        int aColumn = transA ? m : 1;
        if (n < FEW_COLUMNS && m >= FEW_COLUMNS) {
            multiplyTransposed(transA, transB, m, n, k, a, aOff, b, bOff, c, cOff);
            return;
        }
        if (n < FEW_COLUMNS || (m < FEW_ROWS && transB)) {
            if (k >= LONG_ROWS) {
                longDots(m, n, k, a, aOff, aRow, aColumn, b, bOff, transB ? k : 1, transB ? 1 : n, c, cOff);
            } else {
                dots(m, n, k, a, aOff, aRow, aColumn, b, bOff, transB, c, cOff);
            }
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

    /** A tall narrow {@code C} as the transpose of a wide one: {@code C' = op(B)' op(A)'}. */
    private void multiplyTransposed(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            float[] a,
            int aOff,
            float[] b,
            int bOff,
            float[] c,
            int cOff) {
        if (n == 1) {
            multiply(!transB, !transA, n, m, k, b, bOff, a, aOff, c, cOff);
            return;
        }
        float[] wide = new float[n * m];
        multiply(!transB, !transA, n, m, k, b, bOff, a, aOff, wide, 0);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                c[cOff + i * n + j] = wide[j * m + i];
            }
        }
    }

    /** Few dot products of long vectors, each summed in {@link #LANES} parts. */
    private static void longDots(
            int m,
            int n,
            int k,
            float[] a,
            int aOff,
            int aRow,
            int aColumn,
            float[] b,
            int bOff,
            int bColumn,
            int bRow,
            float[] c,
            int cOff) {
        float[][][] x = vectors(m, k, a, aOff, aRow, aColumn);
        float[][][] y = vectors(n, k, b, bOff, bColumn, bRow);
        var lanes = new float[LANES];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                Arrays.fill(lanes, 0);
                for (int piece = 0; piece < x[i].length; piece += 2) {
                    addProducts(lanes, x[i][piece], y[j][piece], x[i][piece + 1], y[j][piece + 1]);
                }
                c[cOff + i * n + j] = sum(lanes);
            }
        }
    }

    /** The vectors cut into an even number of pieces of {@link #LANES} elements, filled up with zeros. */
    private static float[][][] vectors(int count, int length, float[] from, int off, int stride, int step) {
        int pieces = (length + 2 * LANES - 1) / (2 * LANES) * 2;
        var vectors = new float[count][pieces][LANES];
        for (int p = 0; p < length; p += LANES) {
            int end = Math.min(LANES, length - p);
            for (int i = 0; i < count; i++) {
                float[] piece = vectors[i][p / LANES];
                int at = off + i * stride + p * step;
                for (int l = 0; l < end; l++) {
                    piece[l] = from[at + l * step];
                }
            }
        }
        return vectors;
    }

    private static void addProducts(float[] s, float[] x0, float[] y0, float[] x1, float[] y1) {
        for (int l = 0; l < LANES; l++) {
            s[l] += x0[l] * y0[l] + x1[l] * y1[l];
        }
    }

    private static float sum(float[] values) {
        float total = 0;
        for (float value : values) {
            total += value;
        }
        return total;
    }

    /** Adds the product of {@code A}'s columns and the panel to {@code C}. */
    private void addPanel(
            int m, int n, int depth, int columns, float[] a, int aOff, int aRow, int aColumn, float[] c, int cOff) {
        if (sums.length < columns) {
            sums = new float[columns];
        }
        for (int i = 0; i < m; i++) {
            System.arraycopy(c, cOff + i * n, sums, 0, columns);
            int at = aOff + i * aRow;
            int p = 0;
            for (; p + 4 <= depth; p += 4) {
                addScaled(
                        sums,
                        panel[p],
                        panel[p + 1],
                        panel[p + 2],
                        panel[p + 3],
                        columns,
                        a[at],
                        a[at + aColumn],
                        a[at + 2 * aColumn],
                        a[at + 3 * aColumn]);
                at += 4 * aColumn;
            }
            for (; p < depth; p++) {
                addScaled(a[at], panel[p], 0, sums, 0, columns);
                at += aColumn;
            }
            System.arraycopy(sums, 0, c, cOff + i * n, columns);
        }
    }

    private static void addScaled(
            float[] y, float[] x0, float[] x1, float[] x2, float[] x3, int n, float a0, float a1, float a2, float a3) {
        for (int j = 0; j < n; j++) {
            y[j] += a0 * x0[j] + a1 * x1[j] + a2 * x2[j] + a3 * x3[j];
        }
    }

    private static void addScaled(float scale, float[] x, int xOff, float[] y, int yOff, int n) {
        for (int j = 0; j < n; j++) {
            y[yOff + j] += scale * x[xOff + j];
        }
    }

    private void pack(float[] b, int bOff, int bStride, int depth, int columns) {
        for (int p = 0; p < depth; p++) {
            System.arraycopy(b, bOff + p * bStride, panelRow(p, columns), 0, columns);
        }
    }

    private void packTransposed(float[] b, int bOff, int bStride, int depth, int columns) {
        int p = 0;
        for (; p + 4 <= depth; p += 4) {
            float[] r0 = panelRow(p, columns);
            float[] r1 = panelRow(p + 1, columns);
            float[] r2 = panelRow(p + 2, columns);
            float[] r3 = panelRow(p + 3, columns);
            for (int j = 0; j < columns; j++) {
                int at = bOff + j * bStride + p;
                r0[j] = b[at];
                r1[j] = b[at + 1];
                r2[j] = b[at + 2];
                r3[j] = b[at + 3];
            }
        }
        for (; p < depth; p++) {
            float[] r = panelRow(p, columns);
            for (int j = 0; j < columns; j++) {
                r[j] = b[bOff + j * bStride + p];
            }
        }
    }

    private float[] panelRow(int p, int columns) {
        if (panel[p].length < columns) {
            panel[p] = new float[columns];
        }
        return panel[p];
    }

    /** Each element of {@code C} as the dot product of a row of {@code A} and a column of {@code B}. */
    private void dots(
            int m,
            int n,
            int k,
            float[] a,
            int aOff,
            int aRow,
            int aColumn,
            float[] b,
            int bOff,
            boolean transB,
            float[] c,
            int cOff) {
        float[] columns = b;
        int columnsOff = bOff;
        if (!transB && n > 1) {
            if (transposed.length < n * k) {
                transposed = new float[n * k];
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
            float[] x = a;
            int xOff = aOff + i * aRow;
            if (aColumn != 1) {
                if (row.length < k) {
                    row = new float[k];
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

    private static float dot(int k, float[] x, int xOff, float[] y, int yOff) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
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
