package org.headrace.ops.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Transposed copies in double. Vectors gathered from memory are the fastest where a gather is one instruction of 8 lanes. */
final class DoubleTranspose {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final boolean GATHER = SPECIES.vectorBitSize() == 512;

    private DoubleTranspose() {}

    /** A vector's width of stored rows of {@code n} elements, side by side: {@code to[p, j] = from[j, p]}. */
    static void columns(
            double[] from, int at, int fromStride, double[] to, int toAt, int toStride, int n, int[] places) {
        if (GATHER) {
            for (int j = 0; j < WIDTH; j++) {
                places[j] = j * fromStride;
            }
            for (int p = 0; p < n; p++) {
                DoubleVector.fromArray(SPECIES, from, at + p, places, 0).intoArray(to, toAt + p * toStride);
            }
            return;
        }
        for (int j = 0; j < WIDTH; j += 2) {
            int r0 = at + j * fromStride;
            int r1 = r0 + fromStride;
            for (int p = 0; p < n; p++) {
                to[toAt + p * toStride + j] = from[r0 + p];
                to[toAt + p * toStride + j + 1] = from[r1 + p];
            }
        }
    }

    /** The dense matrix of {@code rows} by {@code columns}, transposed: {@code to[x, y] = from[y, x]}, or adds it. */
    static void rows(
            double[] from, int columns, int rows, double[] to, int toAt, int toStride, boolean add, int[] places) {
        int end = GATHER ? SPECIES.loopBound(rows) : 0;
        for (int y = 0; y < WIDTH; y++) {
            places[y] = y * columns;
        }
        for (int x = 0; x < columns; x++) {
            int at = toAt + x * toStride;
            if (add) {
                addColumn(from, x, columns, to, at, end, places);
            } else {
                column(from, x, columns, to, at, end, places);
            }
            for (int y = end; y < rows; y++) {
                double value = from[x + y * columns];
                to[at + y] = add ? to[at + y] + value : value;
            }
        }
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
}
