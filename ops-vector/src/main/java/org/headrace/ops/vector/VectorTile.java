package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.FloatTile;

/**
 * Tiles two vectors wide. Where there are 32 vector registers they are up to 14 rows high, else 6. Each height is one method:
 * a vector that leaves it would live on the heap.
 */
final class VectorTile implements FloatTile {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    /** Vectors of 512 bits come with 32 registers; of narrower ones there may be 16. */
    private static final int[] HEIGHTS = WIDTH >= 16 ? new int[] {14, 8, 6} : new int[] {6};

    @Override
    public int columns() {
        return 2 * WIDTH;
    }

    @Override
    public int[] heights() {
        return HEIGHTS.clone();
    }

    @Override
    public void add(
            int rows,
            float[] a,
            int aOff,
            int[] aSteps,
            float[] b,
            int bOff,
            int bStep,
            int count,
            float[] c,
            int cOff,
            int cStride) {
        switch (rows) {
            case 14 -> add14(a, aOff, aSteps, b, bOff, bStep, count, c, cOff, cStride);
            case 8 -> add8(a, aOff, aSteps, b, bOff, bStep, count, c, cOff, cStride);
            default -> add6(a, aOff, aSteps, b, bOff, bStep, count, c, cOff, cStride);
        }
    }

    private static void add14(
            float[] a,
            int aOff,
            int[] aSteps,
            float[] b,
            int bOff,
            int bStep,
            int count,
            float[] c,
            int cOff,
            int cStride) {
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
        FloatVector c120 = FloatVector.zero(SPECIES);
        FloatVector c121 = FloatVector.zero(SPECIES);
        FloatVector c130 = FloatVector.zero(SPECIES);
        FloatVector c131 = FloatVector.zero(SPECIES);
        int bAt = bOff;
        for (int p = 0; p < count; p++) {
            int at = aOff + aSteps[p];
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + WIDTH);
            bAt += bStep;
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
            FloatVector x12 = FloatVector.broadcast(SPECIES, a[at + 12]);
            c120 = x12.fma(b0, c120);
            c121 = x12.fma(b1, c121);
            FloatVector x13 = FloatVector.broadcast(SPECIES, a[at + 13]);
            c130 = x13.fma(b0, c130);
            c131 = x13.fma(b1, c131);
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
        at += cStride;
        c120.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c121.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        at += cStride;
        c130.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c131.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
    }

    private static void add8(
            float[] a,
            int aOff,
            int[] aSteps,
            float[] b,
            int bOff,
            int bStep,
            int count,
            float[] c,
            int cOff,
            int cStride) {
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
        int bAt = bOff;
        for (int p = 0; p < count; p++) {
            int at = aOff + aSteps[p];
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + WIDTH);
            bAt += bStep;
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

    private static void add6(
            float[] a,
            int aOff,
            int[] aSteps,
            float[] b,
            int bOff,
            int bStep,
            int count,
            float[] c,
            int cOff,
            int cStride) {
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
        int bAt = bOff;
        for (int p = 0; p < count; p++) {
            int at = aOff + aSteps[p];
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + WIDTH);
            bAt += bStep;
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
}
