package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.FloatPanels;

/**
 * Blocks of matrix products in float. {@code C} is computed in strips of two or four vectors' width, each in tiles of four or
 * six rows. {@code B} is copied only where a strip does not lie in it as the tiles read it: at the right edge, and where it
 * is transposed.
 */
final class FloatProduct {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    /** With 32 registers a tile can be four vectors wide, with 16 two. */
    private static final int VECTORS = Registers.MANY ? 4 : 2;

    private static final int STRIP = VECTORS * WIDTH;

    /** Sums go so deep at a time: then a strip of {@code B} stays in the nearest caches, and a block of {@code A} */
    private static final int DEPTH = FloatPanels.DEPTH;
    /** of so many rows in the next one. */
    private static final int BLOCK = 256;

    /** Copying {@code B} pays where it is read by so many rows. */
    private static final int MANY_ROWS = 48;

    private static final int TALLEST = 6;
    /** A tile's rows but one: so many times the last row of {@code A} is there, for tiles that have more. */
    private static final int SPARE = TALLEST - 1;

    /** Up to so many multiplications with a narrow {@code C} are done one by one. */
    private static final int FEW = 1024;

    /** So deep are rehearsed and measured products. */
    private static final int LITTLE = 7;

    private static final int ENOUGH = 96;

    // Scratch arrays, as long as was needed so far.
    private final float[] strip = new float[DEPTH * STRIP];
    private final float[] block =
            new float[Math.max((BLOCK + SPARE) * FloatRowTiles.STRIDE, DEPTH * FloatColumnTiles.STRIDE)];
    private final FloatTranspose transpose;
    private float[] turned = {};

    private final FloatRow row = new FloatRow();
    private final FloatPanels plain = new FloatPanels();
    private final Warmth warmth;

    /** Whether to use the tiles, which at first are slower than plain code with the same bits. */
    record Warmth(WarmUp<Boolean> rowTiles, WarmUp<Boolean> columnTiles, WarmUp<Boolean> transposes) {
        static Warmth warmingUp() {
            return new Warmth(
                    new WarmUp<>("products of float", false, () -> true, LITTLE, ENOUGH, () -> trial(false)),
                    new WarmUp<>("transposed products of float", false, () -> true, LITTLE, ENOUGH, () -> trial(true)),
                    FloatTranspose.warmingUp());
        }

        static Warmth warm() {
            return new Warmth(WarmUp.over(true), WarmUp.over(true), FloatTranspose.warm());
        }
    }

    FloatProduct(Warmth warmth) {
        this.warmth = warmth;
        this.transpose = new FloatTranspose(warmth.transposes());
    }

    /**
     * Products in which every tile occurs, with {@code A} as it is or transposed, and, where they are not to be measured, copies
     * of {@code B}.
     */
    private static WarmUp.Trial<Boolean> trial(boolean transposed) {
        FloatProduct product = new FloatProduct(Warmth.warm());
        int rows = 6 + 4;
        int columns = STRIP + STRIP / 2;
        int row = transposed ? 1 : ENOUGH;
        int column = transposed ? rows : 1;
        float[] a = new float[rows * ENOUGH];
        float[] b = new float[ENOUGH * columns];
        float[] c = new float[rows * columns];
        boolean[] add = new boolean[1];
        return (tiles, depth, times) -> {
            for (int i = 0; i < times; i++) {
                // code that has seen only one of both would be thrown away when it sees the other
                add[0] ^= depth > 0;
                if (!tiles) {
                    product.plain.multiply(
                            a, 0, row, column, b, 0, columns, 1, c, 0, columns, rows, columns, depth, add[0]);
                    continue;
                }
                product.inTiles(a, 0, row, column, b, 0, columns, 1, c, 0, columns, rows, columns, depth, add[0]);
                if (depth <= LITTLE) {
                    for (int vectors = 2; vectors <= VECTORS; vectors += 2) {
                        product.pack(b, 0, columns, 1, vectors * WIDTH, vectors, depth);
                    }
                    product.pack(b, 0, columns, 1, WIDTH - 1, 2, depth);
                }
            }
        };
    }

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
        if (columns < WIDTH && (long) rows * columns * depth <= FEW) {
            FloatPanels.multiplyFew(
                    a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cStride, rows, columns, depth, add);
        } else if (rows == 1) {
            row.multiply(a, aAt, aColumn, b, bAt, bRow, bColumn, c, cAt, 1, columns, depth, add);
        } else if (columns == 1) {
            row.multiply(b, bAt, bRow, a, aAt, aColumn, aRow, c, cAt, cStride, rows, depth, add);
        } else if (isTurned(aColumn == 1, bRow == 1, rows, columns, depth)) {
            turned(a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cStride, rows, columns, depth, add);
        } else if (columns < WIDTH) {
            narrow(a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cStride, rows, columns, depth, add);
        } else {
            wide(a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cStride, rows, columns, depth, add);
        }
    }

    /**
     * Whether {@code C' = op(B)' op(A)'} is less work: counted are the elements that have to be transposed before, and in that
     * case those of {@code C} after, which are written and read once more. Tiles are two vectors wide at least: of a narrower
     * {@code C'} they would compute half for nothing.
     */
    private static boolean isTurned(boolean aInRows, boolean bInColumns, int rows, int columns, int depth) {
        if (!bInColumns || rows < 2 * WIDTH) {
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
            wide(
                    b,
                    bAt,
                    bColumn,
                    bRow,
                    a,
                    aAt + i * aRow,
                    aColumn,
                    aRow,
                    turned,
                    0,
                    width,
                    columns,
                    width,
                    depth,
                    false);
            transpose.rows(turned, width, columns, c, cAt + i * cStride, cStride, add);
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
        wide(a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, turned, 0, WIDTH, rows, columns, depth, false);
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

    /** The product of dimensions for which tiles are made; a {@code C} narrower than a vector is filled up to one. */
    private void wide(
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
        WarmUp<Boolean> tiles = aColumn == 1 ? warmth.rowTiles() : warmth.columnTiles();
        if (tiles.code((long) rows * columns * depth)) {
            inTiles(a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cStride, rows, columns, depth, add);
        } else {
            plain.multiply(a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cStride, rows, columns, depth, add);
        }
    }

    private void inTiles(
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
        boolean copyB = bColumn != 1 || rows >= MANY_ROWS;
        int height = blockHeight(rows);
        int part = FloatPanels.part(depth);
        int p = 0;
        do {
            int k = Math.min(part, depth - p);
            int bPanel = bAt + p * bRow;
            for (int i = 0; i < rows; i += height) {
                int n = Math.min(height, rows - i);
                copy(a, aAt + i * aRow + p * aColumn, aRow, aColumn, n, k);
                int width;
                for (int j = 0; j < columns; j += width) {
                    width = stripWidth(columns - j);
                    int vectors = width <= 2 * WIDTH ? 2 : 4;
                    boolean direct =
                            !copyB && (width == vectors * WIDTH || aColumn == 1 && vectors == 2 && width > WIDTH);
                    int bStrip = bPanel + j * bColumn;
                    if (!direct) {
                        pack(b, bStrip, bRow, bColumn, width, vectors, k);
                    }
                    tiles(
                            aColumn == 1,
                            direct ? b : strip,
                            direct ? bStrip : 0,
                            direct ? bRow : vectors * WIDTH,
                            direct ? Math.min(WIDTH, width - WIDTH) : WIDTH,
                            c,
                            cAt + i * cStride + j,
                            cStride,
                            n,
                            Math.max(width, WIDTH),
                            vectors,
                            k,
                            add || p > 0);
                }
            }
            p += part;
        } while (p < depth);
    }

    /** The rows of a block, in all of which {@code B} is copied once: few blocks, all about the same. */
    private static int blockHeight(int rows) {
        int blocks = (rows + BLOCK - 1) / BLOCK;
        return blocks <= 1 ? rows : Math.min(BLOCK, ((rows + blocks - 1) / blocks + TALLEST - 1) / TALLEST * TALLEST);
    }

    /** Copies a block of {@code A} as it is stored. */
    private void copy(float[] a, int at, int aRow, int aColumn, int rows, int depth) {
        if (aColumn == 1) {
            for (int i = 0; i < rows + SPARE; i++) {
                System.arraycopy(a, at + Math.min(i, rows - 1) * aRow, block, i * FloatRowTiles.STRIDE, depth);
            }
            return;
        }
        for (int p = 0; p < depth; p++) {
            int to = p * FloatColumnTiles.STRIDE;
            System.arraycopy(a, at + p * aColumn, block, to, rows);
            float last = block[to + rows - 1];
            for (int i = rows; i < rows + SPARE; i++) {
                block[to + i] = last;
            }
        }
    }

    private void tiles(
            boolean inRows,
            float[] b,
            int bAt,
            int bStride,
            int bNext,
            float[] c,
            int cAt,
            int cStride,
            int rows,
            int columns,
            int vectors,
            int k,
            boolean add) {
        int height;
        for (int i = 0; i < rows; i += height) {
            int left = rows - i;
            height = left <= 4 || left == 7 || left == 8 || !Registers.LARGE_TILES ? 4 : 6;
            int n = Math.min(height, left);
            int to = cAt + i * cStride;
            int at = inRows ? i * FloatRowTiles.STRIDE : i;
            switch ((inRows ? 10 : 0) + height + vectors / 4) {
                case 17 -> FloatRowTiles.add6x4(k, block, at, b, bAt, bStride, c, to, cStride, n, columns, add);
                case 15 -> FloatRowTiles.add4x4(k, block, at, b, bAt, bStride, c, to, cStride, n, columns, add);
                case 16 -> FloatRowTiles.add6x2(k, block, at, b, bAt, bStride, bNext, c, to, cStride, n, columns, add);
                case 14 -> FloatRowTiles.add4x2(k, block, at, b, bAt, bStride, bNext, c, to, cStride, n, columns, add);
                case 7 -> FloatColumnTiles.add6x4(k, block, at, b, bAt, bStride, c, to, cStride, n, columns, add);
                case 5 -> FloatColumnTiles.add4x4(k, block, at, b, bAt, bStride, c, to, cStride, n, columns, add);
                case 6 -> FloatColumnTiles.add6x2(k, block, at, b, bAt, bStride, c, to, cStride, n, columns, add);
                default -> FloatColumnTiles.add4x2(k, block, at, b, bAt, bStride, c, to, cStride, n, columns, add);
            }
        }
    }

    /** Copies a strip of {@code B} to where its vectors lie as the tiles take them. */
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
        if (bColumn != 1) {
            for (int v = 0; v < vectors; v++) {
                int from = bAt + Math.min(v * WIDTH, columns - WIDTH) * bColumn;
                transpose.columns(b, from, bColumn, strip, v * WIDTH, stride, depth);
            }
        } else if (vectors == 4) {
            int j1 = Math.min(WIDTH, columns - WIDTH);
            int j2 = Math.min(2 * WIDTH, columns - WIDTH);
            int j3 = Math.min(3 * WIDTH, columns - WIDTH);
            packFour(b, bAt, bRow, j1, j2, j3, strip, depth);
        } else {
            packTwo(b, bAt, bRow, Math.min(WIDTH, columns - WIDTH), strip, depth);
        }
    }

    private static void packFour(float[] b, int bAt, int bRow, int j1, int j2, int j3, float[] strip, int depth) {
        for (int p = 0; p < depth; p++) {
            int from = bAt + p * bRow;
            int to = p * 4 * WIDTH;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, from);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + j1);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, from + j2);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, from + j3);
            b0.intoArray(strip, to);
            b1.intoArray(strip, to + WIDTH);
            b2.intoArray(strip, to + 2 * WIDTH);
            b3.intoArray(strip, to + 3 * WIDTH);
        }
    }

    private static void packTwo(float[] b, int bAt, int bRow, int j1, float[] strip, int depth) {
        for (int p = 0; p < depth; p++) {
            int from = bAt + p * bRow;
            int to = p * 2 * WIDTH;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, from);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + j1);
            b0.intoArray(strip, to);
            b1.intoArray(strip, to + WIDTH);
        }
    }
}
