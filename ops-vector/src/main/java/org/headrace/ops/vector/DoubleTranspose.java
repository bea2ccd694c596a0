package org.headrace.ops.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Transposed copies in double. Vectors gathered from memory are the fastest where a gather is one instruction of 8 lanes. */
final class DoubleTranspose {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final boolean GATHER = SPECIES.vectorBitSize() == 512;

    /** Lengths of rehearsed and of measured copies. */
    private static final int LITTLE = 7;

    private static final int ENOUGH = 512;

    private final WarmUp<Boolean> gather;
    private final int[] places = new int[WIDTH];

    DoubleTranspose(WarmUp<Boolean> gather) {
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
        return new WarmUp<>("transposes of double", false, () -> true, LITTLE, ENOUGH, DoubleTranspose::trial);
    }

    private static WarmUp.Trial<Boolean> trial() {
        double[] from = new double[2 * WIDTH * ENOUGH];
        double[] to = new double[2 * WIDTH * ENOUGH];
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
    void columns(double[] from, int at, int fromStride, double[] to, int toAt, int toStride, int n) {
        if (gather.code((long) WIDTH * n)) {
            gatherColumns(from, at, fromStride, to, toAt, toStride, n, places);
        } else {
            plainColumns(from, at, fromStride, to, toAt, toStride, n);
        }
    }

    /** The dense matrix of {@code rows} by {@code columns}, transposed: {@code to[x, y] = from[y, x]}, or adds it. */
    void rows(double[] from, int columns, int rows, double[] to, int toAt, int toStride, boolean add) {
        if (gather.code((long) rows * columns)) {
            gatherRows(from, columns, rows, to, toAt, toStride, add, places);
        } else {
            plainRows(from, columns, rows, 0, to, toAt, toStride, add);
        }
    }

    // Plain and vector code have no method in common: what has been compiled for the one alone would be compiled anew
    // before the JIT compiler knew how often the other runs, with its vectors on the heap. And all vectors have the
    // preferred width: beside shorter ones the JIT compiler leaves some of the products' on the heap.

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
            double[] from, int columns, int rows, int first, double[] to, int toAt, int toStride, boolean add) {
        for (int x = 0; x < columns; x++) {
            int at = toAt + x * toStride;
            for (int y = first; y < rows; y++) {
                double value = from[x + y * columns];
                to[at + y] = add ? to[at + y] + value : value;
            }
        }
    }

    private static void gatherColumns(
            double[] from, int at, int fromStride, double[] to, int toAt, int toStride, int n, int[] places) {
        if (n == 0) {
            return;
        }
        set(places, fromStride);
        for (int p = 0; p < n; p++) {
            DoubleVector.fromArray(SPECIES, from, at + p, places, 0).intoArray(to, toAt + p * toStride);
        }
    }

    private static void gatherRows(
            double[] from, int columns, int rows, double[] to, int toAt, int toStride, boolean add, int[] places) {
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

    private static void column(double[] from, int x, int stride, double[] to, int at, int n, int[] places) {
        for (int y = 0; y < n; y += WIDTH) {
            DoubleVector.fromArray(SPECIES, from, x + y * stride, places, 0).intoArray(to, at + y);
        }
    }

    private static void addColumn(double[] from, int x, int stride, double[] to, int at, int n, int[] places) {
        for (int y = 0; y < n; y += WIDTH) {
            DoubleVector.fromArray(SPECIES, from, x + y * stride, places, 0)
                    .add(DoubleVector.fromArray(SPECIES, to, at + y))
                    .intoArray(to, at + y);
        }
    }

    private static void set(int[] places, int stride) {
        for (int i = 0; i < WIDTH; i++) {
            places[i] = i * stride;
        }
    }
}
