package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Transposed copies in float. Vectors gathered from memory are the fastest where a gather is one instruction of 16 lanes. */
final class FloatTranspose {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final boolean GATHER = SPECIES.vectorBitSize() == 512;

    private FloatTranspose() {}

    /** A vector's width of stored rows of {@code n} elements, side by side: {@code to[p, j] = from[j, p]}. */
    static void columns(float[] from, int at, int fromStride, float[] to, int toAt, int toStride, int n, int[] places) {
        if (GATHER) {
            for (int j = 0; j < WIDTH; j++) {
                places[j] = j * fromStride;
            }
            for (int p = 0; p < n; p++) {
                FloatVector.fromArray(SPECIES, from, at + p, places, 0).intoArray(to, toAt + p * toStride);
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
            float[] from, int columns, int rows, float[] to, int toAt, int toStride, boolean add, int[] places) {
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
                float value = from[x + y * columns];
                to[at + y] = add ? to[at + y] + value : value;
            }
        }
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
}
