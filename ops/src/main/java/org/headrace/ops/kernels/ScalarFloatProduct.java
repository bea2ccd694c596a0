package org.headrace.ops.kernels;

import java.util.Arrays;

/** Blocks of matrix products in float without vector instructions of our own. */
final class ScalarFloatProduct {

    /** Below this, rearranging {@code B} costs more than it gains. */
    static final int FEW_ROWS = 4;

    /** The compiled loops along a row of {@code C} pay only on long ones; a short one would also spoil their profile. */
    static final int FEW_COLUMNS = 48;

    /** Dot products of vectors this long are summed in parallel lanes. */
    private static final int LONG_ROWS = 1024;

    private static final int LANES = 512;

    // Scratch arrays, as long as was needed so far.
    private final FloatPanels panels = new FloatPanels();
    private final float[] lanes = new float[LANES];
    private float[][] left = {};
    private float[][] right = {};
    private float[] row = {};
    private float[] transposed = {};
    private float[] wide = {};

    void multiply(
            boolean transA,
            boolean transB,
            float[] a,
            int aAt,
            int aStride,
            float[] b,
            int bAt,
            int bStride,
            float[] c,
            int cAt,
            int cStride,
            int rows,
            int columns,
            int depth,
            boolean add) {
        int aRow = transA ? 1 : aStride;
        int aColumn = transA ? aStride : 1;
        int bRow = transB ? 1 : bStride;
        int bColumn = transB ? bStride : 1;
        if (columns >= FEW_COLUMNS && rows >= FEW_ROWS) {
            panels.multiply(a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cStride, rows, columns, depth, add);
            return;
        }
        if (!add) {
            for (int i = 0; i < rows; i++) {
                Arrays.fill(c, cAt + i * cStride, cAt + i * cStride + columns, 0);
            }
        }
        if (columns < FEW_COLUMNS && rows >= FEW_COLUMNS) {
            addTall(a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cStride, rows, columns, depth);
        } else {
            add(a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cStride, rows, columns, depth);
        }
    }

    /** A tall narrow {@code C} as the transpose of a wide one: {@code C' += op(B)' op(A)'}. */
    private void addTall(
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
            int depth) {
        if (columns == 1 && cStride == 1) {
            add(b, bAt, bColumn, bRow, a, aAt, aColumn, aRow, c, cAt, rows, 1, rows, depth);
            return;
        }
        if (wide.length < columns * rows) {
            wide = new float[columns * rows];
        }
        Arrays.fill(wide, 0, columns * rows, 0);
        add(b, bAt, bColumn, bRow, a, aAt, aColumn, aRow, wide, 0, rows, columns, rows, depth);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                c[cAt + i * cStride + j] += wide[j * rows + i];
            }
        }
    }

    private void add(
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
            int depth) {
        if (columns < FEW_COLUMNS || (rows < FEW_ROWS && bColumn != 1)) {
            if (depth >= LONG_ROWS) {
                addLongDots(a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cStride, rows, columns, depth);
            } else {
                addDots(a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cStride, rows, columns, depth);
            }
            return;
        }
        if (rows < FEW_ROWS) {
            for (int i = 0; i < rows; i++) {
                for (int p = 0; p < depth; p++) {
                    addScaled(a[aAt + i * aRow + p * aColumn], b, bAt + p * bRow, c, cAt + i * cStride, columns);
                }
            }
            return;
        }
        panels.multiply(a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cStride, rows, columns, depth, true);
    }

    /** Few dot products of long vectors, each summed in {@link #LANES} parts. */
    private void addLongDots(
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
            int depth) {
        int pieces = (depth + 2 * LANES - 1) / (2 * LANES) * 2;
        left = cut(left, pieces, rows, depth, a, aAt, aRow, aColumn);
        right = cut(right, pieces, columns, depth, b, bAt, bColumn, bRow);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                Arrays.fill(lanes, 0);
                for (int piece = 0; piece < pieces; piece += 2) {
                    int x = i * pieces + piece;
                    int y = j * pieces + piece;
                    addProducts(lanes, left[x], right[y], left[x + 1], right[y + 1]);
                }
                c[cAt + i * cStride + j] += sum(lanes);
            }
        }
    }

    /** Vectors cut into an even number of pieces of {@link #LANES} elements, filled up with zeros. */
    private static float[][] cut(
            float[][] old, int pieces, int count, int length, float[] from, int at, int stride, int step) {
        float[][] cut = old.length < count * pieces ? new float[count * pieces][LANES] : old;
        for (int piece = 0; piece < pieces; piece++) {
            int end = Math.max(0, Math.min(LANES, length - piece * LANES));
            for (int i = 0; i < count; i++) {
                float[] to = cut[i * pieces + piece];
                int start = at + i * stride + piece * LANES * step;
                for (int l = 0; l < end; l++) {
                    to[l] = from[start + l * step];
                }
                Arrays.fill(to, end, LANES, 0);
            }
        }
        return cut;
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

    private static void addScaled(float scale, float[] x, int xAt, float[] y, int yAt, int n) {
        for (int j = 0; j < n; j++) {
            y[yAt + j] += scale * x[xAt + j];
        }
    }

    /** Each element of {@code C} and the dot product of a row of {@code A} and a column of {@code B}. */
    private void addDots(
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
            int depth) {
        float[] y = b;
        int yAt = bAt;
        int yStride = bColumn;
        if (bRow != 1) {
            if (transposed.length < columns * depth) {
                transposed = new float[columns * depth];
            }
            for (int p = 0; p < depth; p++) {
                for (int j = 0; j < columns; j++) {
                    transposed[j * depth + p] = b[bAt + p * bRow + j * bColumn];
                }
            }
            y = transposed;
            yAt = 0;
            yStride = depth;
        }
        if (aColumn != 1 && row.length < depth) {
            row = new float[depth];
        }
        for (int i = 0; i < rows; i++) {
            float[] x = a;
            int xAt = aAt + i * aRow;
            if (aColumn != 1) {
                for (int p = 0; p < depth; p++) {
                    row[p] = a[xAt + p * aColumn];
                }
                x = row;
                xAt = 0;
            }
            for (int j = 0; j < columns; j++) {
                c[cAt + i * cStride + j] += dot(depth, x, xAt, y, yAt + j * yStride);
            }
        }
    }

    private static float dot(int n, float[] x, int xAt, float[] y, int yAt) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int p = 0;
        for (; p + 4 <= n; p += 4) {
            s0 += x[xAt + p] * y[yAt + p];
            s1 += x[xAt + p + 1] * y[yAt + p + 1];
            s2 += x[xAt + p + 2] * y[yAt + p + 2];
            s3 += x[xAt + p + 3] * y[yAt + p + 3];
        }
        for (; p < n; p++) {
            s0 += x[xAt + p] * y[yAt + p];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
