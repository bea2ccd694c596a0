package org.headrace.ops.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposed copies in double, by blocks of 4 by 4 that stay in registers: rows two apart exchange halves, then neighbours
 * single elements. {@link FloatTranspose} says why.
 */
final class DoubleTranspose {
    private static final int WIDTH = DoubleVector.SPECIES_PREFERRED.length();
    private static final boolean BLOCKS = WIDTH >= 4;

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_256;
    private static final int SIDE = SPECIES.length();
    private static final VectorShuffle<Double> SWAP_2 = VectorShuffle.fromOp(SPECIES, i -> i ^ 2);
    private static final VectorShuffle<Double> SWAP_1 = VectorShuffle.fromOp(SPECIES, i -> i ^ 1);
    private static final VectorMask<Double> LAST_2 = VectorMask.fromLong(SPECIES, 0b1100);
    private static final VectorMask<Double> LAST_1 = VectorMask.fromLong(SPECIES, 0b1010);

    /** Lengths of rehearsed and of measured copies. */
    private static final int LITTLE = 9;

    private static final int ENOUGH = 515;

    private final WarmUp<Boolean> inBlocks;
    private final double[] block = new double[SIDE * SIDE];

    DoubleTranspose(WarmUp<Boolean> inBlocks) {
        this.inBlocks = inBlocks;
    }

    /** Whether to copy in blocks. */
    static WarmUp<Boolean> warm() {
        return WarmUp.over(BLOCKS);
    }

    /** The same where that is slower than plain code at first. */
    static WarmUp<Boolean> warmingUp() {
        if (!BLOCKS) {
            return warm();
        }
        return new WarmUp<>("transposes of double", false, () -> true, LITTLE, ENOUGH, DoubleTranspose::trial);
    }

    private static WarmUp.Trial<Boolean> trial() {
        int rows = 2 * WIDTH;
        double[] from = new double[rows * ENOUGH];
        double[] to = new double[rows * ENOUGH];
        double[] block = new double[SIDE * SIDE];
        return (inBlocks, n, times) -> {
            for (int i = 0; i < times; i++) {
                if (inBlocks) {
                    columnsInBlocks(from, 0, ENOUGH, to, 0, WIDTH, n);
                    rowsInBlocks(from, n, rows, to, 0, rows);
                    addRowsInBlocks(from, n, rows, to, 0, rows, block);
                    add(block, to, 0, 0, Math.min(n, SIDE)); // which only whole blocks call
                } else {
                    plainColumns(from, 0, ENOUGH, to, 0, WIDTH, n);
                    plainRows(from, n, rows, to, 0, rows, false);
                    plainRows(from, n, rows, to, 0, rows, true);
                }
            }
        };
    }

    /** A vector's width of stored rows of {@code n} elements, side by side: {@code to[p, j] = from[j, p]}. */
    void columns(double[] from, int at, int fromStride, double[] to, int toAt, int toStride, int n) {
        if (n >= SIDE && inBlocks.code((long) WIDTH * n)) {
            columnsInBlocks(from, at, fromStride, to, toAt, toStride, n);
        } else {
            plainColumns(from, at, fromStride, to, toAt, toStride, n);
        }
    }

    /** The dense matrix of {@code rows} by {@code columns}, transposed: {@code to[x, y] = from[y, x]}, or adds it. */
    void rows(double[] from, int columns, int rows, double[] to, int toAt, int toStride, boolean add) {
        if (columns >= SIDE && rows >= SIDE && inBlocks.code((long) rows * columns)) {
            if (add) {
                addRowsInBlocks(from, columns, rows, to, toAt, toStride, block);
            } else {
                rowsInBlocks(from, columns, rows, to, toAt, toStride);
            }
        } else {
            plainRows(from, columns, rows, to, toAt, toStride, add);
        }
    }

    // Plain and vector code have no method in common: what has been compiled for the one alone would be compiled anew
    // before the JIT compiler knew how often the other runs, with its vectors on the heap.

    private static void plainColumns(
            double[] from, int at, int fromStride, double[] to, int toAt, int toStride, int n) {
        for (int j = 0; j < WIDTH; j += 2) {
            int r0 = at + j * fromStride;
            int r1 = r0 + fromStride;
            for (int p = 0; p < n; p++) {
                to[toAt + p * toStride + j] = from[r0 + p];
                to[toAt + p * toStride + j + 1] = from[r1 + p];
            }
        }
    }

    private static void plainRows(
            double[] from, int columns, int rows, double[] to, int toAt, int toStride, boolean add) {
        for (int x = 0; x < columns; x++) {
            int at = toAt + x * toStride;
            for (int y = 0; y < rows; y++) {
                double value = from[x + y * columns];
                to[at + y] = add ? to[at + y] + value : value;
            }
        }
    }

    private static void columnsInBlocks(
            double[] from, int at, int fromStride, double[] to, int toAt, int toStride, int n) {
        for (int j = 0; j < WIDTH; j += SIDE) {
            strip(from, at + j * fromStride, fromStride, to, toAt + j, toStride, n);
        }
    }

    private static void rowsInBlocks(double[] from, int columns, int rows, double[] to, int toAt, int toStride) {
        for (int y = 0; y < rows; y += SIDE) {
            int row = Math.min(y, rows - SIDE);
            strip(from, row * columns, columns, to, toAt + row, toStride, columns);
        }
    }

    /** What is left over beside the blocks is added an element at a time. */
    private static void addRowsInBlocks(
            double[] from, int columns, int rows, double[] to, int toAt, int toStride, double[] block) {
        int endRow = SPECIES.loopBound(rows);
        int endColumn = SPECIES.loopBound(columns);
        for (int y = 0; y < endRow; y += SIDE) {
            for (int x = 0; x < endColumn; x += SIDE) {
                strip(from, y * columns + x, columns, block, 0, SIDE, SIDE);
                add(block, to, toAt + x * toStride + y, toStride, SIDE);
            }
        }
        for (int x = 0; x < columns; x++) {
            int at = toAt + x * toStride;
            for (int y = x < endColumn ? endRow : 0; y < rows; y++) {
                to[at + y] += from[x + y * columns];
            }
        }
    }

    private static void add(double[] block, double[] to, int toAt, int toStride, int n) {
        for (int i = 0; i < n; i++) {
            int at = toAt + i * toStride;
            DoubleVector.fromArray(SPECIES, block, i * SIDE)
                    .add(DoubleVector.fromArray(SPECIES, to, at))
                    .intoArray(to, at);
        }
    }

    /** Blocks of so many rows side by side; the last takes elements that the one before has taken, too. */
    private static void strip(double[] from, int at, int fromStride, double[] to, int toAt, int toStride, int n) {
        for (int p = 0; p < n; p += SIDE) {
            int first = Math.min(p, n - SIDE);
            int x = at + first;
            int y = toAt + first * toStride;
            DoubleVector a0 = DoubleVector.fromArray(SPECIES, from, x);
            DoubleVector a1 = DoubleVector.fromArray(SPECIES, from, x + fromStride);
            DoubleVector a2 = DoubleVector.fromArray(SPECIES, from, x + 2 * fromStride);
            DoubleVector a3 = DoubleVector.fromArray(SPECIES, from, x + 3 * fromStride);

            DoubleVector b0 = a0.blend(a2.rearrange(SWAP_2), LAST_2);
            DoubleVector b1 = a1.blend(a3.rearrange(SWAP_2), LAST_2);
            DoubleVector b2 = a0.rearrange(SWAP_2).blend(a2, LAST_2);
            DoubleVector b3 = a1.rearrange(SWAP_2).blend(a3, LAST_2);

            b0.blend(b1.rearrange(SWAP_1), LAST_1).intoArray(to, y);
            b0.rearrange(SWAP_1).blend(b1, LAST_1).intoArray(to, y + toStride);
            b2.blend(b3.rearrange(SWAP_1), LAST_1).intoArray(to, y + 2 * toStride);
            b2.rearrange(SWAP_1).blend(b3, LAST_1).intoArray(to, y + 3 * toStride);
        }
    }
}
