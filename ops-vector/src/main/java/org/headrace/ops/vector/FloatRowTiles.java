package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of a matrix product in float, four or six rows of two or four vectors, whose sums stay in registers. {@code A} is a
 * copy with its rows {@link #STRIDE} apart, as many as the tile has. Each method is one on purpose: a vector that leaves
 * it would live on the heap. What is needed at its end is computed there, to leave registers free in the loop. A tile without
 * depth ends at once: {@link WarmUp} calls it thousands of times.
 *
 * <p>{@code C} has only {@code rows} rows, the last of which stands in for those that a tile has more, and only
 * {@code columns} columns, at least a vector's: where they end within a vector, that one begins earlier. The elements that are
 * computed twice so come out the same, also where the tile adds to what is there, for it reads all of that first. {@code B}'s
 * vectors lie side by side; the second of two lies {@code bNext} after the first, which is less where {@code C} ends within it.
 */
final class FloatRowTiles {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    /** How far {@code A}'s rows are apart: a constant is faster, and a power of two would make them compete for the cache. */
    static final int STRIDE = 512 + 16;

    private FloatRowTiles() {}

    static void add6x4(
            int depth,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bStride,
            float[] c,
            int cAt,
            int cStride,
            int rows,
            int columns,
            boolean add) {
        if (depth == 0) {
            return;
        }
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s02 = FloatVector.zero(SPECIES);
        FloatVector s03 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s12 = FloatVector.zero(SPECIES);
        FloatVector s13 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s22 = FloatVector.zero(SPECIES);
        FloatVector s23 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s32 = FloatVector.zero(SPECIES);
        FloatVector s33 = FloatVector.zero(SPECIES);
        FloatVector s40 = FloatVector.zero(SPECIES);
        FloatVector s41 = FloatVector.zero(SPECIES);
        FloatVector s42 = FloatVector.zero(SPECIES);
        FloatVector s43 = FloatVector.zero(SPECIES);
        FloatVector s50 = FloatVector.zero(SPECIES);
        FloatVector s51 = FloatVector.zero(SPECIES);
        FloatVector s52 = FloatVector.zero(SPECIES);
        FloatVector s53 = FloatVector.zero(SPECIES);
        int bRow = bAt;
        for (int p = 0; p < depth; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bRow + WIDTH);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bRow + 2 * WIDTH);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, bRow + 3 * WIDTH);
            bRow += bStride;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[aAt + p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            s03 = x0.fma(b3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[aAt + p + STRIDE]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            s13 = x1.fma(b3, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[aAt + p + 2 * STRIDE]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            s23 = x2.fma(b3, s23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[aAt + p + 3 * STRIDE]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
            s33 = x3.fma(b3, s33);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[aAt + p + 4 * STRIDE]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            s42 = x4.fma(b2, s42);
            s43 = x4.fma(b3, s43);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[aAt + p + 5 * STRIDE]);
            s50 = x5.fma(b0, s50);
            s51 = x5.fma(b1, s51);
            s52 = x5.fma(b2, s52);
            s53 = x5.fma(b3, s53);
        }
        int c1 = cAt + Math.min(1, rows - 1) * cStride;
        int c2 = cAt + Math.min(2, rows - 1) * cStride;
        int c3 = cAt + Math.min(3, rows - 1) * cStride;
        int c4 = cAt + Math.min(4, rows - 1) * cStride;
        int c5 = cAt + Math.min(5, rows - 1) * cStride;
        int j1 = Math.min(WIDTH, columns - WIDTH);
        int j2 = Math.min(2 * WIDTH, columns - WIDTH);
        int j3 = Math.min(3 * WIDTH, columns - WIDTH);
        if (add) {
            s00 = s00.add(FloatVector.fromArray(SPECIES, c, cAt));
            s01 = s01.add(FloatVector.fromArray(SPECIES, c, cAt + j1));
            s02 = s02.add(FloatVector.fromArray(SPECIES, c, cAt + j2));
            s03 = s03.add(FloatVector.fromArray(SPECIES, c, cAt + j3));
            s10 = s10.add(FloatVector.fromArray(SPECIES, c, c1));
            s11 = s11.add(FloatVector.fromArray(SPECIES, c, c1 + j1));
            s12 = s12.add(FloatVector.fromArray(SPECIES, c, c1 + j2));
            s13 = s13.add(FloatVector.fromArray(SPECIES, c, c1 + j3));
            s20 = s20.add(FloatVector.fromArray(SPECIES, c, c2));
            s21 = s21.add(FloatVector.fromArray(SPECIES, c, c2 + j1));
            s22 = s22.add(FloatVector.fromArray(SPECIES, c, c2 + j2));
            s23 = s23.add(FloatVector.fromArray(SPECIES, c, c2 + j3));
            s30 = s30.add(FloatVector.fromArray(SPECIES, c, c3));
            s31 = s31.add(FloatVector.fromArray(SPECIES, c, c3 + j1));
            s32 = s32.add(FloatVector.fromArray(SPECIES, c, c3 + j2));
            s33 = s33.add(FloatVector.fromArray(SPECIES, c, c3 + j3));
            s40 = s40.add(FloatVector.fromArray(SPECIES, c, c4));
            s41 = s41.add(FloatVector.fromArray(SPECIES, c, c4 + j1));
            s42 = s42.add(FloatVector.fromArray(SPECIES, c, c4 + j2));
            s43 = s43.add(FloatVector.fromArray(SPECIES, c, c4 + j3));
            s50 = s50.add(FloatVector.fromArray(SPECIES, c, c5));
            s51 = s51.add(FloatVector.fromArray(SPECIES, c, c5 + j1));
            s52 = s52.add(FloatVector.fromArray(SPECIES, c, c5 + j2));
            s53 = s53.add(FloatVector.fromArray(SPECIES, c, c5 + j3));
        }
        s00.intoArray(c, cAt);
        s01.intoArray(c, cAt + j1);
        s02.intoArray(c, cAt + j2);
        s03.intoArray(c, cAt + j3);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + j1);
        s12.intoArray(c, c1 + j2);
        s13.intoArray(c, c1 + j3);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + j1);
        s22.intoArray(c, c2 + j2);
        s23.intoArray(c, c2 + j3);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + j1);
        s32.intoArray(c, c3 + j2);
        s33.intoArray(c, c3 + j3);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + j1);
        s42.intoArray(c, c4 + j2);
        s43.intoArray(c, c4 + j3);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + j1);
        s52.intoArray(c, c5 + j2);
        s53.intoArray(c, c5 + j3);
    }

    static void add4x4(
            int depth,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bStride,
            float[] c,
            int cAt,
            int cStride,
            int rows,
            int columns,
            boolean add) {
        if (depth == 0) {
            return;
        }
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s02 = FloatVector.zero(SPECIES);
        FloatVector s03 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s12 = FloatVector.zero(SPECIES);
        FloatVector s13 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s22 = FloatVector.zero(SPECIES);
        FloatVector s23 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s32 = FloatVector.zero(SPECIES);
        FloatVector s33 = FloatVector.zero(SPECIES);
        int bRow = bAt;
        for (int p = 0; p < depth; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bRow + WIDTH);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bRow + 2 * WIDTH);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, bRow + 3 * WIDTH);
            bRow += bStride;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[aAt + p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            s03 = x0.fma(b3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[aAt + p + STRIDE]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            s13 = x1.fma(b3, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[aAt + p + 2 * STRIDE]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            s23 = x2.fma(b3, s23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[aAt + p + 3 * STRIDE]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
            s33 = x3.fma(b3, s33);
        }
        int c1 = cAt + Math.min(1, rows - 1) * cStride;
        int c2 = cAt + Math.min(2, rows - 1) * cStride;
        int c3 = cAt + Math.min(3, rows - 1) * cStride;
        int j1 = Math.min(WIDTH, columns - WIDTH);
        int j2 = Math.min(2 * WIDTH, columns - WIDTH);
        int j3 = Math.min(3 * WIDTH, columns - WIDTH);
        if (add) {
            s00 = s00.add(FloatVector.fromArray(SPECIES, c, cAt));
            s01 = s01.add(FloatVector.fromArray(SPECIES, c, cAt + j1));
            s02 = s02.add(FloatVector.fromArray(SPECIES, c, cAt + j2));
            s03 = s03.add(FloatVector.fromArray(SPECIES, c, cAt + j3));
            s10 = s10.add(FloatVector.fromArray(SPECIES, c, c1));
            s11 = s11.add(FloatVector.fromArray(SPECIES, c, c1 + j1));
            s12 = s12.add(FloatVector.fromArray(SPECIES, c, c1 + j2));
            s13 = s13.add(FloatVector.fromArray(SPECIES, c, c1 + j3));
            s20 = s20.add(FloatVector.fromArray(SPECIES, c, c2));
            s21 = s21.add(FloatVector.fromArray(SPECIES, c, c2 + j1));
            s22 = s22.add(FloatVector.fromArray(SPECIES, c, c2 + j2));
            s23 = s23.add(FloatVector.fromArray(SPECIES, c, c2 + j3));
            s30 = s30.add(FloatVector.fromArray(SPECIES, c, c3));
            s31 = s31.add(FloatVector.fromArray(SPECIES, c, c3 + j1));
            s32 = s32.add(FloatVector.fromArray(SPECIES, c, c3 + j2));
            s33 = s33.add(FloatVector.fromArray(SPECIES, c, c3 + j3));
        }
        s00.intoArray(c, cAt);
        s01.intoArray(c, cAt + j1);
        s02.intoArray(c, cAt + j2);
        s03.intoArray(c, cAt + j3);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + j1);
        s12.intoArray(c, c1 + j2);
        s13.intoArray(c, c1 + j3);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + j1);
        s22.intoArray(c, c2 + j2);
        s23.intoArray(c, c2 + j3);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + j1);
        s32.intoArray(c, c3 + j2);
        s33.intoArray(c, c3 + j3);
    }

    static void add6x2(
            int depth,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bStride,
            int bNext,
            float[] c,
            int cAt,
            int cStride,
            int rows,
            int columns,
            boolean add) {
        if (depth == 0) {
            return;
        }
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s40 = FloatVector.zero(SPECIES);
        FloatVector s41 = FloatVector.zero(SPECIES);
        FloatVector s50 = FloatVector.zero(SPECIES);
        FloatVector s51 = FloatVector.zero(SPECIES);
        int bRow = bAt;
        for (int p = 0; p < depth; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bRow + bNext);
            bRow += bStride;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[aAt + p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[aAt + p + STRIDE]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[aAt + p + 2 * STRIDE]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[aAt + p + 3 * STRIDE]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[aAt + p + 4 * STRIDE]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[aAt + p + 5 * STRIDE]);
            s50 = x5.fma(b0, s50);
            s51 = x5.fma(b1, s51);
        }
        int c1 = cAt + Math.min(1, rows - 1) * cStride;
        int c2 = cAt + Math.min(2, rows - 1) * cStride;
        int c3 = cAt + Math.min(3, rows - 1) * cStride;
        int c4 = cAt + Math.min(4, rows - 1) * cStride;
        int c5 = cAt + Math.min(5, rows - 1) * cStride;
        int j1 = Math.min(WIDTH, columns - WIDTH);
        if (add) {
            s00 = s00.add(FloatVector.fromArray(SPECIES, c, cAt));
            s01 = s01.add(FloatVector.fromArray(SPECIES, c, cAt + j1));
            s10 = s10.add(FloatVector.fromArray(SPECIES, c, c1));
            s11 = s11.add(FloatVector.fromArray(SPECIES, c, c1 + j1));
            s20 = s20.add(FloatVector.fromArray(SPECIES, c, c2));
            s21 = s21.add(FloatVector.fromArray(SPECIES, c, c2 + j1));
            s30 = s30.add(FloatVector.fromArray(SPECIES, c, c3));
            s31 = s31.add(FloatVector.fromArray(SPECIES, c, c3 + j1));
            s40 = s40.add(FloatVector.fromArray(SPECIES, c, c4));
            s41 = s41.add(FloatVector.fromArray(SPECIES, c, c4 + j1));
            s50 = s50.add(FloatVector.fromArray(SPECIES, c, c5));
            s51 = s51.add(FloatVector.fromArray(SPECIES, c, c5 + j1));
        }
        s00.intoArray(c, cAt);
        s01.intoArray(c, cAt + j1);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + j1);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + j1);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + j1);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + j1);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + j1);
    }

    static void add4x2(
            int depth,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bStride,
            int bNext,
            float[] c,
            int cAt,
            int cStride,
            int rows,
            int columns,
            boolean add) {
        if (depth == 0) {
            return;
        }
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        int bRow = bAt;
        for (int p = 0; p < depth; p++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bRow);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bRow + bNext);
            bRow += bStride;
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[aAt + p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[aAt + p + STRIDE]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[aAt + p + 2 * STRIDE]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[aAt + p + 3 * STRIDE]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
        }
        int c1 = cAt + Math.min(1, rows - 1) * cStride;
        int c2 = cAt + Math.min(2, rows - 1) * cStride;
        int c3 = cAt + Math.min(3, rows - 1) * cStride;
        int j1 = Math.min(WIDTH, columns - WIDTH);
        if (add) {
            s00 = s00.add(FloatVector.fromArray(SPECIES, c, cAt));
            s01 = s01.add(FloatVector.fromArray(SPECIES, c, cAt + j1));
            s10 = s10.add(FloatVector.fromArray(SPECIES, c, c1));
            s11 = s11.add(FloatVector.fromArray(SPECIES, c, c1 + j1));
            s20 = s20.add(FloatVector.fromArray(SPECIES, c, c2));
            s21 = s21.add(FloatVector.fromArray(SPECIES, c, c2 + j1));
            s30 = s30.add(FloatVector.fromArray(SPECIES, c, c3));
            s31 = s31.add(FloatVector.fromArray(SPECIES, c, c3 + j1));
        }
        s00.intoArray(c, cAt);
        s01.intoArray(c, cAt + j1);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + j1);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + j1);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + j1);
    }
}
