package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.BlockProduct;

/**
 * Blocks of matrix products in float. {@code C} is computed in strips of two or four vectors' width, each in tiles of four or
 * six rows. {@code B} is copied only where a strip does not lie in it as the tiles read it: at the right edge, and where it
 * is transposed.
 */
final class FloatProduct implements BlockProduct<float[]> {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    /** With 32 registers a tile can be four vectors wide, with 16 two. */
    private static final int VECTORS = Registers.MANY ? 4 : 2;

    private static final int STRIP = VECTORS * WIDTH;

    /** A strip of {@code B} is summed so deep at a time: it should stay in the nearest caches. */
    private static final int DEPTH = 256;

    /** Up to so many multiplications with a narrow {@code C} are done one by one. */
    private static final int FEW = 1024;

    private final boolean transA;
    private final boolean transB;

    // Scratch arrays, as long as was needed so far.
    private final float[] strip = new float[DEPTH * STRIP];
    private final float[] edge = new float[DEPTH * 6];
    private float[] turned = {};

    private final FloatRow row = new FloatRow();

    FloatProduct(boolean transA, boolean transB) {
        this.transA = transA;
        this.transB = transB;
    }

    @Override
    public void multiply(
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
        if (columns < WIDTH && (long) rows * columns * depth <= FEW) {
            plain(a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cStride, rows, columns, depth, add);
        } else if (rows == 1) {
            row.multiply(a, aAt, aColumn, b, bAt, bRow, bColumn, c, cAt, 1, columns, depth, add);
        } else if (columns == 1) {
            row.multiply(b, bAt, bRow, a, aAt, aColumn, aRow, c, cAt, cStride, rows, depth, add);
        } else if (isTurned(aColumn == 1, bRow == 1, rows, columns, depth)) {
            turned(a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cStride, rows, columns, depth, add);
        } else if (columns < WIDTH) {
            narrow(a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cStride, rows, columns, depth, add);
        } else {
            int width;
            for (int j = 0; j < columns; j += width) {
                width = stripWidth(columns - j);
                strip(a, aAt, aRow, aColumn, b, bAt + j * bColumn, bRow, bColumn, c, cAt + j, cStride, rows, width, depth, add);
            }
        }
    }

    private static void plain(
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

    /**
     * Whether {@code C' = op(B)' op(A)'} is less work: elements that have to be transposed one by one before, and in the other
     * case of {@code C} after, cost about as much as this.
     */
    private static boolean isTurned(boolean aInRows, boolean bInColumns, int rows, int columns, int depth) {
        if (!bInColumns || rows < WIDTH) {
            return false;
        }
        long asIs = (long) columns * depth;
        long turned = (aInRows ? (long) rows * depth : 0) + 2L * rows * columns;
        return turned < asIs;
    }

    private void turned(
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
        if (turned.length < columns * STRIP) {
            turned = new float[columns * STRIP];
        }
        int width;
        for (int i = 0; i < rows; i += width) {
            width = stripWidth(rows - i);
            strip(b, bAt, bColumn, bRow, a, aAt + i * aRow, aColumn, aRow, turned, 0, width, columns, width, depth, false);
            transpose(turned, 0, width, 1, columns, width, c, cAt + i * cStride, cStride, add);
        }
    }

    /** {@code to[x, y] = from[y, x]}, or adds it. */
    private static void transpose(
            float[] from, int at, int stride, int step, int rows, int columns, float[] to, int toAt, int toStride, boolean add) {
        for (int x = 0; x < columns; x++) {
            int start = at + x * step;
            int end = toAt + x * toStride;
            for (int y = 0; y < rows; y++) {
                float value = from[start + y * stride];
                to[end + y] = add ? to[end + y] + value : value;
            }
        }
    }

    /** A {@code C} narrower than a vector: computed as one of a vector's width, of which the rest is dropped. */
    private void narrow(
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
        if (turned.length < rows * WIDTH) {
            turned = new float[rows * WIDTH];
        }
        strip(a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, turned, 0, WIDTH, rows, columns, depth, false);
        for (int i = 0; i < rows; i++) {
            int at = cAt + i * cStride;
            for (int j = 0; j < columns; j++) {
                c[at + j] = add ? c[at + j] + turned[i * WIDTH + j] : turned[i * WIDTH + j];
            }
        }
    }

    /** The width of the next strip: all that is left if it is a strip or less, and never so much that less than a vector is. */
    private static int stripWidth(int columns) {
        if (columns <= STRIP) {
            return columns;
        }
        return columns - STRIP >= WIDTH ? STRIP : STRIP / 2;
    }

    /** A strip of {@code C}; narrower than a vector, it is filled up to one. */
    private void strip(
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
        int vectors = columns <= 2 * WIDTH ? 2 : 4;
        boolean direct = bColumn == 1 && columns == vectors * WIDTH;
        for (int p = 0; p < depth; p += DEPTH) {
            int k = Math.min(DEPTH, depth - p);
            int bPanel = bAt + p * bRow;
            if (!direct) {
                pack(b, bPanel, bRow, bColumn, columns, vectors, k);
            }
            tiles(
                    a,
                    aAt + p * aColumn,
                    aRow,
                    aColumn,
                    direct ? b : strip,
                    direct ? bPanel : 0,
                    direct ? bRow : vectors * WIDTH,
                    c,
                    cAt,
                    cStride,
                    rows,
                    Math.max(columns, WIDTH),
                    vectors,
                    k,
                    add || p > 0);
        }
    }

    private void tiles(
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bStride,
            float[] c,
            int cAt,
            int cStride,
            int rows,
            int columns,
            int vectors,
            int depth,
            boolean add) {
        int height;
        for (int i = 0; i < rows; i += height) {
            int left = rows - i;
            height = left <= 4 || left == 7 || left == 8 ? 4 : 6;
            int at = aAt + i * aRow;
            int to = cAt + i * cStride;
            int n = Math.min(height, left);
            if (aColumn == 1) {
                if (vectors == 4) {
                    if (height == 6) {
                        FloatRowTiles.add6x4(depth, a, at, aRow, b, bAt, bStride, c, to, cStride, n, columns, add);
                    } else {
                        FloatRowTiles.add4x4(depth, a, at, aRow, b, bAt, bStride, c, to, cStride, n, columns, add);
                    }
                } else if (height == 6) {
                    FloatRowTiles.add6x2(depth, a, at, aRow, b, bAt, bStride, c, to, cStride, n, columns, add);
                } else {
                    FloatRowTiles.add4x2(depth, a, at, aRow, b, bAt, bStride, c, to, cStride, n, columns, add);
                }
                continue;
            }
            float[] x = a;
            int step = aColumn;
            if (n < height) {
                packEdge(a, at, aColumn, n, height, depth);
                x = edge;
                at = 0;
                step = height;
            }
            if (vectors == 4) {
                if (height == 6) {
                    FloatColumnTiles.add6x4(depth, x, at, step, b, bAt, bStride, c, to, cStride, n, columns, add);
                } else {
                    FloatColumnTiles.add4x4(depth, x, at, step, b, bAt, bStride, c, to, cStride, n, columns, add);
                }
            } else if (height == 6) {
                FloatColumnTiles.add6x2(depth, x, at, step, b, bAt, bStride, c, to, cStride, n, columns, add);
            } else {
                FloatColumnTiles.add4x2(depth, x, at, step, b, bAt, bStride, c, to, cStride, n, columns, add);
            }
        }
    }

    /** The last rows of {@code A}, the very last as often as a tile has more. */
    private void packEdge(float[] a, int aAt, int aColumn, int rows, int height, int depth) {
        for (int p = 0; p < depth; p++) {
            for (int i = 0; i < height; i++) {
                edge[p * height + i] = a[aAt + p * aColumn + Math.min(i, rows - 1)];
            }
        }
    }

    /** Copies a panel of {@code B} to where its vectors lie as the tiles take them. */
    private void pack(float[] b, int bAt, int bRow, int bColumn, int columns, int vectors, int depth) {
        int stride = vectors * WIDTH;
        if (columns < WIDTH) {
            for (int p = 0; p < depth; p++) {
                for (int j = 0; j < WIDTH; j++) {
                    float value = j < columns ? b[bAt + p * bRow + j * bColumn] : 0;
                    strip[p * stride + j] = value;
                    strip[p * stride + j + WIDTH] = value;
                }
            }
            return;
        }
        for (int v = 0; v < vectors; v++) {
            int from = bAt + Math.min(v * WIDTH, columns - WIDTH) * bColumn;
            int to = v * WIDTH;
            if (bColumn == 1) {
                for (int p = 0; p < depth; p++) {
                    FloatVector.fromArray(SPECIES, b, from + p * bRow).intoArray(strip, to + p * stride);
                }
                continue;
            }
            for (int j = 0; j < WIDTH; j += 4) {
                packFour(b, from + j * bColumn, bColumn, strip, to + j, stride, depth);
            }
        }
    }

    /** Four stored rows as columns. */
    private static void packFour(float[] from, int at, int fromStride, float[] to, int toAt, int toStride, int n) {
        int r1 = at + fromStride;
        int r2 = r1 + fromStride;
        int r3 = r2 + fromStride;
        for (int p = 0; p < n; p++) {
            to[toAt + p * toStride] = from[at + p];
            to[toAt + p * toStride + 1] = from[r1 + p];
            to[toAt + p * toStride + 2] = from[r2 + p];
            to[toAt + p * toStride + 3] = from[r3 + p];
        }
    }
}
