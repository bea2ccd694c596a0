package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.FloatTile;

/**
 * Tiles of one or two vectors' width, and of four where there are 32 vector registers. Each shape is one method: a vector that
 * leaves it would live on the heap. A sum of nothing ends at once: {@link WarmUp} calls it thousands of times.
 *
 * <p>The loops need almost all of the processor's general registers: with one value more, the compiler keeps addresses in vector
 * registers, and moves them back and forth in every round, at up to a fifth of the time. So {@code b}'s place follows from the
 * round with a constant factor, which also spares checks, and the compiler is told of how few rounds there are, which spares
 * the loop that it otherwise puts around.
 */
final class VectorTile implements FloatTile {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    private static final int[] WIDTHS =
            Registers.MANY ? new int[] {4 * WIDTH, 2 * WIDTH, WIDTH} : new int[] {2 * WIDTH, WIDTH};

    private static final int[] FOUR = Registers.LARGE_TILES ? new int[] {6, 4} : new int[] {4};
    private static final int[] TWO =
            !Registers.MANY ? new int[] {6} : Registers.LARGE_TILES ? new int[] {12, 8, 6} : new int[] {8, 6};
    private static final int[] ONE = {12, 6};

    @Override
    public int[] widths() {
        return WIDTHS.clone();
    }

    @Override
    public int[] heights(int columns) {
        return (columns == 4 * WIDTH ? FOUR : columns == 2 * WIDTH ? TWO : ONE).clone();
    }

    @Override
    public void add(
            int rows,
            int columns,
            float[] a,
            int aOff,
            int[] aSteps,
            float[] b,
            int bOff,
            int count,
            float[] c,
            int cOff,
            int cStride) {
        if (count > MOST) {
            throw new IllegalArgumentException("a sum of " + count + " products, of which there may be " + MOST);
        }
        switch (rows * 10 + columns / WIDTH) {
            case 64 -> WideVectorTile.add6x4(a, aOff, aSteps, b, bOff, count, c, cOff, cStride);
            case 44 -> WideVectorTile.add4x4(a, aOff, aSteps, b, bOff, count, c, cOff, cStride);
            case 122 -> add12x2(a, aOff, aSteps, b, bOff, count, c, cOff, cStride);
            case 82 -> add8x2(a, aOff, aSteps, b, bOff, count, c, cOff, cStride);
            case 62 -> add6x2(a, aOff, aSteps, b, bOff, count, c, cOff, cStride);
            case 121 -> add12x1(a, aOff, aSteps, b, bOff, count, c, cOff, cStride);
            default -> add6x1(a, aOff, aSteps, b, bOff, count, c, cOff, cStride);
        }
    }

    private static void add12x2(
            float[] a, int aOff, int[] aSteps, float[] b, int bOff, int count, float[] c, int cOff, int cStride) {
        if (count == 0) {
            return;
        }
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = FloatVector.zero(SPECIES);
        FloatVector c10 = FloatVector.zero(SPECIES);
        FloatVector c11 = FloatVector.zero(SPECIES);
        FloatVector c20 = FloatVector.zero(SPECIES);
        FloatVector c21 = FloatVector.zero(SPECIES);
        FloatVector c30 = FloatVector.zero(SPECIES);
        FloatVector c31 = FloatVector.zero(SPECIES);
        FloatVector c40 = FloatVector.zero(SPECIES);
        FloatVector c41 = FloatVector.zero(SPECIES);
        FloatVector c50 = FloatVector.zero(SPECIES);
        FloatVector c51 = FloatVector.zero(SPECIES);
        FloatVector c60 = FloatVector.zero(SPECIES);
        FloatVector c61 = FloatVector.zero(SPECIES);
        FloatVector c70 = FloatVector.zero(SPECIES);
        FloatVector c71 = FloatVector.zero(SPECIES);
        FloatVector c80 = FloatVector.zero(SPECIES);
        FloatVector c81 = FloatVector.zero(SPECIES);
        FloatVector c90 = FloatVector.zero(SPECIES);
        FloatVector c91 = FloatVector.zero(SPECIES);
        FloatVector c100 = FloatVector.zero(SPECIES);
        FloatVector c101 = FloatVector.zero(SPECIES);
        FloatVector c110 = FloatVector.zero(SPECIES);
        FloatVector c111 = FloatVector.zero(SPECIES);
        int products = Math.min(count, MOST);
        for (int p = 0; p < products; p++) {
            int at = aOff + aSteps[p];
            int bAt = bOff + p * (2 * WIDTH);
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + WIDTH);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[at]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[at + 1]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[at + 2]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[at + 3]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[at + 4]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[at + 5]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
            FloatVector x6 = FloatVector.broadcast(SPECIES, a[at + 6]);
            c60 = x6.fma(b0, c60);
            c61 = x6.fma(b1, c61);
            FloatVector x7 = FloatVector.broadcast(SPECIES, a[at + 7]);
            c70 = x7.fma(b0, c70);
            c71 = x7.fma(b1, c71);
            FloatVector x8 = FloatVector.broadcast(SPECIES, a[at + 8]);
            c80 = x8.fma(b0, c80);
            c81 = x8.fma(b1, c81);
            FloatVector x9 = FloatVector.broadcast(SPECIES, a[at + 9]);
            c90 = x9.fma(b0, c90);
            c91 = x9.fma(b1, c91);
            FloatVector x10 = FloatVector.broadcast(SPECIES, a[at + 10]);
            c100 = x10.fma(b0, c100);
            c101 = x10.fma(b1, c101);
            FloatVector x11 = FloatVector.broadcast(SPECIES, a[at + 11]);
            c110 = x11.fma(b0, c110);
            c111 = x11.fma(b1, c111);
        }
        int at = cOff;
        c00.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c01.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c10.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c11.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c20.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c21.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c30.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c31.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c40.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c41.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c50.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c51.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c60.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c61.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c70.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c71.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c80.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c81.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c90.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c91.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c100.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c101.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c110.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c111.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
    }

    private static void add8x2(
            float[] a, int aOff, int[] aSteps, float[] b, int bOff, int count, float[] c, int cOff, int cStride) {
        if (count == 0) {
            return;
        }
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = FloatVector.zero(SPECIES);
        FloatVector c10 = FloatVector.zero(SPECIES);
        FloatVector c11 = FloatVector.zero(SPECIES);
        FloatVector c20 = FloatVector.zero(SPECIES);
        FloatVector c21 = FloatVector.zero(SPECIES);
        FloatVector c30 = FloatVector.zero(SPECIES);
        FloatVector c31 = FloatVector.zero(SPECIES);
        FloatVector c40 = FloatVector.zero(SPECIES);
        FloatVector c41 = FloatVector.zero(SPECIES);
        FloatVector c50 = FloatVector.zero(SPECIES);
        FloatVector c51 = FloatVector.zero(SPECIES);
        FloatVector c60 = FloatVector.zero(SPECIES);
        FloatVector c61 = FloatVector.zero(SPECIES);
        FloatVector c70 = FloatVector.zero(SPECIES);
        FloatVector c71 = FloatVector.zero(SPECIES);
        int products = Math.min(count, MOST);
        for (int p = 0; p < products; p++) {
            int at = aOff + aSteps[p];
            int bAt = bOff + p * (2 * WIDTH);
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + WIDTH);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[at]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[at + 1]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[at + 2]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[at + 3]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[at + 4]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[at + 5]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
            FloatVector x6 = FloatVector.broadcast(SPECIES, a[at + 6]);
            c60 = x6.fma(b0, c60);
            c61 = x6.fma(b1, c61);
            FloatVector x7 = FloatVector.broadcast(SPECIES, a[at + 7]);
            c70 = x7.fma(b0, c70);
            c71 = x7.fma(b1, c71);
        }
        int at = cOff;
        c00.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c01.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c10.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c11.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c20.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c21.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c30.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c31.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c40.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c41.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c50.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c51.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c60.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c61.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c70.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c71.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
    }

    private static void add6x2(
            float[] a, int aOff, int[] aSteps, float[] b, int bOff, int count, float[] c, int cOff, int cStride) {
        if (count == 0) {
            return;
        }
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = FloatVector.zero(SPECIES);
        FloatVector c10 = FloatVector.zero(SPECIES);
        FloatVector c11 = FloatVector.zero(SPECIES);
        FloatVector c20 = FloatVector.zero(SPECIES);
        FloatVector c21 = FloatVector.zero(SPECIES);
        FloatVector c30 = FloatVector.zero(SPECIES);
        FloatVector c31 = FloatVector.zero(SPECIES);
        FloatVector c40 = FloatVector.zero(SPECIES);
        FloatVector c41 = FloatVector.zero(SPECIES);
        FloatVector c50 = FloatVector.zero(SPECIES);
        FloatVector c51 = FloatVector.zero(SPECIES);
        int products = Math.min(count, MOST);
        for (int p = 0; p < products; p++) {
            int at = aOff + aSteps[p];
            int bAt = bOff + p * (2 * WIDTH);
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + WIDTH);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[at]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[at + 1]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[at + 2]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[at + 3]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[at + 4]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[at + 5]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
        }
        int at = cOff;
        c00.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c01.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c10.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c11.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c20.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c21.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c30.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c31.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c40.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c41.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c50.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c51.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
    }

    private static void add12x1(
            float[] a, int aOff, int[] aSteps, float[] b, int bOff, int count, float[] c, int cOff, int cStride) {
        if (count == 0) {
            return;
        }
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = FloatVector.zero(SPECIES);
        FloatVector c2 = FloatVector.zero(SPECIES);
        FloatVector c3 = FloatVector.zero(SPECIES);
        FloatVector c4 = FloatVector.zero(SPECIES);
        FloatVector c5 = FloatVector.zero(SPECIES);
        FloatVector c6 = FloatVector.zero(SPECIES);
        FloatVector c7 = FloatVector.zero(SPECIES);
        FloatVector c8 = FloatVector.zero(SPECIES);
        FloatVector c9 = FloatVector.zero(SPECIES);
        FloatVector c10 = FloatVector.zero(SPECIES);
        FloatVector c11 = FloatVector.zero(SPECIES);
        int products = Math.min(count, MOST);
        for (int p = 0; p < products; p++) {
            int at = aOff + aSteps[p];
            int bAt = bOff + p * WIDTH;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
            c0 = FloatVector.broadcast(SPECIES, a[at]).fma(b0, c0);
            c1 = FloatVector.broadcast(SPECIES, a[at + 1]).fma(b0, c1);
            c2 = FloatVector.broadcast(SPECIES, a[at + 2]).fma(b0, c2);
            c3 = FloatVector.broadcast(SPECIES, a[at + 3]).fma(b0, c3);
            c4 = FloatVector.broadcast(SPECIES, a[at + 4]).fma(b0, c4);
            c5 = FloatVector.broadcast(SPECIES, a[at + 5]).fma(b0, c5);
            c6 = FloatVector.broadcast(SPECIES, a[at + 6]).fma(b0, c6);
            c7 = FloatVector.broadcast(SPECIES, a[at + 7]).fma(b0, c7);
            c8 = FloatVector.broadcast(SPECIES, a[at + 8]).fma(b0, c8);
            c9 = FloatVector.broadcast(SPECIES, a[at + 9]).fma(b0, c9);
            c10 = FloatVector.broadcast(SPECIES, a[at + 10]).fma(b0, c10);
            c11 = FloatVector.broadcast(SPECIES, a[at + 11]).fma(b0, c11);
        }
        int at = cOff;
        c0.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        at += cStride;
        c1.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        at += cStride;
        c2.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        at += cStride;
        c3.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        at += cStride;
        c4.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        at += cStride;
        c5.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        at += cStride;
        c6.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        at += cStride;
        c7.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        at += cStride;
        c8.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        at += cStride;
        c9.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        at += cStride;
        c10.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        at += cStride;
        c11.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
    }

    private static void add6x1(
            float[] a, int aOff, int[] aSteps, float[] b, int bOff, int count, float[] c, int cOff, int cStride) {
        if (count == 0) {
            return;
        }
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = FloatVector.zero(SPECIES);
        FloatVector c2 = FloatVector.zero(SPECIES);
        FloatVector c3 = FloatVector.zero(SPECIES);
        FloatVector c4 = FloatVector.zero(SPECIES);
        FloatVector c5 = FloatVector.zero(SPECIES);
        int products = Math.min(count, MOST);
        for (int p = 0; p < products; p++) {
            int at = aOff + aSteps[p];
            int bAt = bOff + p * WIDTH;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
            c0 = FloatVector.broadcast(SPECIES, a[at]).fma(b0, c0);
            c1 = FloatVector.broadcast(SPECIES, a[at + 1]).fma(b0, c1);
            c2 = FloatVector.broadcast(SPECIES, a[at + 2]).fma(b0, c2);
            c3 = FloatVector.broadcast(SPECIES, a[at + 3]).fma(b0, c3);
            c4 = FloatVector.broadcast(SPECIES, a[at + 4]).fma(b0, c4);
            c5 = FloatVector.broadcast(SPECIES, a[at + 5]).fma(b0, c5);
        }
        int at = cOff;
        c0.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        at += cStride;
        c1.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        at += cStride;
        c2.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        at += cStride;
        c3.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        at += cStride;
        c4.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        at += cStride;
        c5.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
    }
}
