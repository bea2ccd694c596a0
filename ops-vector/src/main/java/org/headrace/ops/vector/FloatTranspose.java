package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposed copies in float, by blocks of 8 by 8 that stay in registers: rows four apart exchange halves, then rows two
 * apart quarters, then neighbours single elements. Vectors of 512 bits are no faster at that, and slower on JDK 17; vectors
 * gathered from memory take two to four times as long.
 */
final class FloatTranspose {
    private static final int WIDTH = FloatVector.SPECIES_PREFERRED.length();
    private static final boolean BLOCKS = WIDTH >= 8;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_256;
    private static final int SIDE = SPECIES.length();
    private static final VectorShuffle<Float> SWAP_4 = VectorShuffle.fromOp(SPECIES, i -> i ^ 4);
    private static final VectorShuffle<Float> SWAP_2 = VectorShuffle.fromOp(SPECIES, i -> i ^ 2);
    private static final VectorShuffle<Float> SWAP_1 = VectorShuffle.fromOp(SPECIES, i -> i ^ 1);
    private static final VectorMask<Float> LAST_4 = VectorMask.fromLong(SPECIES, 0b11110000);
    private static final VectorMask<Float> LAST_2 = VectorMask.fromLong(SPECIES, 0b11001100);
    private static final VectorMask<Float> LAST_1 = VectorMask.fromLong(SPECIES, 0b10101010);

    /** Lengths of rehearsed and of measured copies. */
    private static final int LITTLE = 9;

    private static final int ENOUGH = 515;

    private final WarmUp<Boolean> inBlocks;
    private final float[] block = new float[SIDE * SIDE];

    FloatTranspose(WarmUp<Boolean> inBlocks) {
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
        return new WarmUp<>("transposes of float", false, () -> true, LITTLE, ENOUGH, FloatTranspose::trial);
    }

    private static WarmUp.Trial<Boolean> trial() {
        int rows = 2 * WIDTH;
        float[] from = new float[rows * ENOUGH];
        float[] to = new float[rows * ENOUGH];
        float[] block = new float[SIDE * SIDE];
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
    void columns(float[] from, int at, int fromStride, float[] to, int toAt, int toStride, int n) {
        if (n >= SIDE && inBlocks.code((long) WIDTH * n)) {
            columnsInBlocks(from, at, fromStride, to, toAt, toStride, n);
        } else {
            plainColumns(from, at, fromStride, to, toAt, toStride, n);
        }
    }

    /** The dense matrix of {@code rows} by {@code columns}, transposed: {@code to[x, y] = from[y, x]}, or adds it. */
    void rows(float[] from, int columns, int rows, float[] to, int toAt, int toStride, boolean add) {
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

    private static void plainColumns(float[] from, int at, int fromStride, float[] to, int toAt, int toStride, int n) {
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
            float[] from, int columns, int rows, float[] to, int toAt, int toStride, boolean add) {
        for (int x = 0; x < columns; x++) {
            int at = toAt + x * toStride;
            for (int y = 0; y < rows; y++) {
                float value = from[x + y * columns];
                to[at + y] = add ? to[at + y] + value : value;
            }
        }
    }

    private static void columnsInBlocks(
            float[] from, int at, int fromStride, float[] to, int toAt, int toStride, int n) {
        for (int j = 0; j < WIDTH; j += SIDE) {
            strip(from, at + j * fromStride, fromStride, to, toAt + j, toStride, n);
        }
    }

    private static void rowsInBlocks(float[] from, int columns, int rows, float[] to, int toAt, int toStride) {
        for (int y = 0; y < rows; y += SIDE) {
            int row = Math.min(y, rows - SIDE);
            strip(from, row * columns, columns, to, toAt + row, toStride, columns);
        }
    }

    /** What is left over beside the blocks is added an element at a time. */
    private static void addRowsInBlocks(
            float[] from, int columns, int rows, float[] to, int toAt, int toStride, float[] block) {
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

    private static void add(float[] block, float[] to, int toAt, int toStride, int n) {
        for (int i = 0; i < n; i++) {
            int at = toAt + i * toStride;
            FloatVector.fromArray(SPECIES, block, i * SIDE)
                    .add(FloatVector.fromArray(SPECIES, to, at))
                    .intoArray(to, at);
        }
    }

    /** Blocks of so many rows side by side; the last takes elements that the one before has taken, too. */
    private static void strip(float[] from, int at, int fromStride, float[] to, int toAt, int toStride, int n) {
        for (int p = 0; p < n; p += SIDE) {
            int first = Math.min(p, n - SIDE);
            int x = at + first;
            int y = toAt + first * toStride;
            FloatVector a0 = FloatVector.fromArray(SPECIES, from, x);
            FloatVector a1 = FloatVector.fromArray(SPECIES, from, x + fromStride);
            FloatVector a2 = FloatVector.fromArray(SPECIES, from, x + 2 * fromStride);
            FloatVector a3 = FloatVector.fromArray(SPECIES, from, x + 3 * fromStride);
            FloatVector a4 = FloatVector.fromArray(SPECIES, from, x + 4 * fromStride);
            FloatVector a5 = FloatVector.fromArray(SPECIES, from, x + 5 * fromStride);
            FloatVector a6 = FloatVector.fromArray(SPECIES, from, x + 6 * fromStride);
            FloatVector a7 = FloatVector.fromArray(SPECIES, from, x + 7 * fromStride);

            FloatVector b0 = a0.blend(a4.rearrange(SWAP_4), LAST_4);
            FloatVector b1 = a1.blend(a5.rearrange(SWAP_4), LAST_4);
            FloatVector b2 = a2.blend(a6.rearrange(SWAP_4), LAST_4);
            FloatVector b3 = a3.blend(a7.rearrange(SWAP_4), LAST_4);
            FloatVector b4 = a0.rearrange(SWAP_4).blend(a4, LAST_4);
            FloatVector b5 = a1.rearrange(SWAP_4).blend(a5, LAST_4);
            FloatVector b6 = a2.rearrange(SWAP_4).blend(a6, LAST_4);
            FloatVector b7 = a3.rearrange(SWAP_4).blend(a7, LAST_4);

            FloatVector c0 = b0.blend(b2.rearrange(SWAP_2), LAST_2);
            FloatVector c1 = b1.blend(b3.rearrange(SWAP_2), LAST_2);
            FloatVector c2 = b0.rearrange(SWAP_2).blend(b2, LAST_2);
            FloatVector c3 = b1.rearrange(SWAP_2).blend(b3, LAST_2);
            FloatVector c4 = b4.blend(b6.rearrange(SWAP_2), LAST_2);
            FloatVector c5 = b5.blend(b7.rearrange(SWAP_2), LAST_2);
            FloatVector c6 = b4.rearrange(SWAP_2).blend(b6, LAST_2);
            FloatVector c7 = b5.rearrange(SWAP_2).blend(b7, LAST_2);

            c0.blend(c1.rearrange(SWAP_1), LAST_1).intoArray(to, y);
            c0.rearrange(SWAP_1).blend(c1, LAST_1).intoArray(to, y + toStride);
            c2.blend(c3.rearrange(SWAP_1), LAST_1).intoArray(to, y + 2 * toStride);
            c2.rearrange(SWAP_1).blend(c3, LAST_1).intoArray(to, y + 3 * toStride);
            c4.blend(c5.rearrange(SWAP_1), LAST_1).intoArray(to, y + 4 * toStride);
            c4.rearrange(SWAP_1).blend(c5, LAST_1).intoArray(to, y + 5 * toStride);
            c6.blend(c7.rearrange(SWAP_1), LAST_1).intoArray(to, y + 6 * toStride);
            c6.rearrange(SWAP_1).blend(c7, LAST_1).intoArray(to, y + 7 * toStride);
        }
    }
}
