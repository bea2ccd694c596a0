package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Transposed copies in float. Vectors gathered from memory are the fastest where a gather is one instruction of 16 lanes. */
final class FloatTranspose {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final boolean GATHER = SPECIES.vectorBitSize() == 512;

    /** Lengths of rehearsed and of measured copies. */
    private static final int LITTLE = 7;

    private static final int ENOUGH = 512;

    private final WarmUp<Boolean> gather;
    private final int[] places = new int[WIDTH];

    FloatTranspose(WarmUp<Boolean> gather) {
        this.gather = gather;
    }

    /** Whether to gather. */
    static WarmUp<Boolean> warm() {
        return WarmUp.over(GATHER);
    }

    /** The same where that is slower than plain code at first. */
    static WarmUp<Boolean> warmingUp() {
        if (!GATHER) {
            return warm();
        }
        return new WarmUp<>("transposes of float", false, () -> true, LITTLE, ENOUGH, FloatTranspose::trial);
    }

    private static WarmUp.Trial<Boolean> trial() {
        float[] from = new float[2 * WIDTH * ENOUGH];
        float[] to = new float[2 * WIDTH * ENOUGH];
        int[] places = new int[WIDTH];
        return (gather, n, times) -> {
            int rows = n == 0 ? 0 : 2 * WIDTH;
            for (int i = 0; i < times; i++) {
                if (gather) {
                    gatherColumns(from, 0, ENOUGH, to, 0, WIDTH, n, places);
                    gatherRows(from, Math.max(1, n), rows, to, 0, 2 * WIDTH, false, places);
                    gatherRows(from, Math.max(1, n), rows, to, 0, 2 * WIDTH, true, places);
                } else {
                    plainColumns(from, 0, ENOUGH, to, 0, WIDTH, n);
                    plainRows(from, n, rows, 0, to, 0, 2 * WIDTH, false);
                    plainRows(from, n, rows, 0, to, 0, 2 * WIDTH, true);
                }
            }
        };
    }

    /** A vector's width of stored rows of {@code n} elements, side by side: {@code to[p, j] = from[j, p]}. */
    void columns(float[] from, int at, int fromStride, float[] to, int toAt, int toStride, int n) {
        if (gather.code((long) WIDTH * n)) {
            gatherColumns(from, at, fromStride, to, toAt, toStride, n, places);
        } else {
            plainColumns(from, at, fromStride, to, toAt, toStride, n);
        }
    }

    /** The dense matrix of {@code rows} by {@code columns}, transposed: {@code to[x, y] = from[y, x]}, or adds it. */
    void rows(float[] from, int columns, int rows, float[] to, int toAt, int toStride, boolean add) {
        if (gather.code((long) rows * columns)) {
            gatherRows(from, columns, rows, to, toAt, toStride, add, places);
        } else {
            plainRows(from, columns, rows, 0, to, toAt, toStride, add);
        }
    }

    // Plain and vector code have no method in common: what has been compiled for the one alone would be compiled anew
    // before the JIT compiler knew how often the other runs, with its vectors on the heap. And all vectors have the
    // preferred width: beside shorter ones the JIT compiler leaves some of the products' on the heap.

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
            float[] from, int columns, int rows, int first, float[] to, int toAt, int toStride, boolean add) {
        for (int x = 0; x < columns; x++) {
            int at = toAt + x * toStride;
            for (int y = first; y < rows; y++) {
                float value = from[x + y * columns];
                to[at + y] = add ? to[at + y] + value : value;
            }
        }
    }

    private static void gatherColumns(
            float[] from, int at, int fromStride, float[] to, int toAt, int toStride, int n, int[] places) {
        if (n == 0) {
            return;
        }
        set(places, fromStride);
        for (int p = 0; p < n; p++) {
            FloatVector.fromArray(SPECIES, from, at + p, places, 0).intoArray(to, toAt + p * toStride);
        }
    }

    private static void gatherRows(
            float[] from, int columns, int rows, float[] to, int toAt, int toStride, boolean add, int[] places) {
        int end = SPECIES.loopBound(rows);
        if (end > 0) {
            set(places, columns);
        }
        for (int x = 0; x < columns; x++) {
            int at = toAt + x * toStride;
            if (add) {
                addColumn(from, x, columns, to, at, end, places);
            } else {
                column(from, x, columns, to, at, end, places);
            }
        }
        plainRows(from, columns, rows, end, to, toAt, toStride, add);
    }

    private static void column(float[] from, int x, int stride, float[] to, int at, int n, int[] places) {
        for (int y = 0; y < n; y += WIDTH) {
            FloatVector.fromArray(SPECIES, from, x + y * stride, places, 0).intoArray(to, at + y);
        }
    }

    private static void addColumn(float[] from, int x, int stride, float[] to, int at, int n, int[] places) {
        for (int y = 0; y < n; y += WIDTH) {
            FloatVector.fromArray(SPECIES, from, x + y * stride, places, 0)
                    .add(FloatVector.fromArray(SPECIES, to, at + y))
                    .intoArray(to, at + y);
        }
    }

    private static void set(int[] places, int stride) {
        for (int i = 0; i < WIDTH; i++) {
            places[i] = i * stride;
        }
    }
}
