package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.FloatTile;

/**
 * The tiles of {@link VectorTile} that are four vectors wide, for 32 vector registers. They stay six rows high: the compiler
 * reads some of {@code a} ahead, and a sum that had to go through memory in the loop would hold up all others.
 */
final class WideVectorTile {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    private WideVectorTile() {}

    static void add6x4(
            float[] a, int aOff, int[] aSteps, float[] b, int bOff, int count, float[] c, int cOff, int cStride) {
        if (count == 0) {
            return;
        }
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = FloatVector.zero(SPECIES);
        FloatVector c02 = FloatVector.zero(SPECIES);
        FloatVector c03 = FloatVector.zero(SPECIES);
        FloatVector c10 = FloatVector.zero(SPECIES);
        FloatVector c11 = FloatVector.zero(SPECIES);
        FloatVector c12 = FloatVector.zero(SPECIES);
        FloatVector c13 = FloatVector.zero(SPECIES);
        FloatVector c20 = FloatVector.zero(SPECIES);
        FloatVector c21 = FloatVector.zero(SPECIES);
        FloatVector c22 = FloatVector.zero(SPECIES);
        FloatVector c23 = FloatVector.zero(SPECIES);
        FloatVector c30 = FloatVector.zero(SPECIES);
        FloatVector c31 = FloatVector.zero(SPECIES);
        FloatVector c32 = FloatVector.zero(SPECIES);
        FloatVector c33 = FloatVector.zero(SPECIES);
        FloatVector c40 = FloatVector.zero(SPECIES);
        FloatVector c41 = FloatVector.zero(SPECIES);
        FloatVector c42 = FloatVector.zero(SPECIES);
        FloatVector c43 = FloatVector.zero(SPECIES);
        FloatVector c50 = FloatVector.zero(SPECIES);
        FloatVector c51 = FloatVector.zero(SPECIES);
        FloatVector c52 = FloatVector.zero(SPECIES);
        FloatVector c53 = FloatVector.zero(SPECIES);
        int products = Math.min(count, FloatTile.MOST);
        for (int p = 0; p < products; p++) {
            int at = aOff + aSteps[p];
            int bAt = bOff + p * (4 * WIDTH);
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + WIDTH);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bAt + 2 * WIDTH);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, bAt + 3 * WIDTH);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[at]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            c03 = x0.fma(b3, c03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[at + 1]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
            c13 = x1.fma(b3, c13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[at + 2]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            c22 = x2.fma(b2, c22);
            c23 = x2.fma(b3, c23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[at + 3]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            c32 = x3.fma(b2, c32);
            c33 = x3.fma(b3, c33);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[at + 4]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            c42 = x4.fma(b2, c42);
            c43 = x4.fma(b3, c43);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[at + 5]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
            c52 = x5.fma(b2, c52);
            c53 = x5.fma(b3, c53);
        }
        int at = cOff;
        c00.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c01.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        c02.add(FloatVector.fromArray(SPECIES, c, at + 2 * WIDTH)).intoArray(c, at + 2 * WIDTH);
        c03.add(FloatVector.fromArray(SPECIES, c, at + 3 * WIDTH)).intoArray(c, at + 3 * WIDTH);
        at += cStride;
        c10.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c11.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        c12.add(FloatVector.fromArray(SPECIES, c, at + 2 * WIDTH)).intoArray(c, at + 2 * WIDTH);
        c13.add(FloatVector.fromArray(SPECIES, c, at + 3 * WIDTH)).intoArray(c, at + 3 * WIDTH);
        at += cStride;
        c20.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c21.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        c22.add(FloatVector.fromArray(SPECIES, c, at + 2 * WIDTH)).intoArray(c, at + 2 * WIDTH);
        c23.add(FloatVector.fromArray(SPECIES, c, at + 3 * WIDTH)).intoArray(c, at + 3 * WIDTH);
        at += cStride;
        c30.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c31.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        c32.add(FloatVector.fromArray(SPECIES, c, at + 2 * WIDTH)).intoArray(c, at + 2 * WIDTH);
        c33.add(FloatVector.fromArray(SPECIES, c, at + 3 * WIDTH)).intoArray(c, at + 3 * WIDTH);
        at += cStride;
        c40.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c41.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        c42.add(FloatVector.fromArray(SPECIES, c, at + 2 * WIDTH)).intoArray(c, at + 2 * WIDTH);
        c43.add(FloatVector.fromArray(SPECIES, c, at + 3 * WIDTH)).intoArray(c, at + 3 * WIDTH);
        at += cStride;
        c50.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c51.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        c52.add(FloatVector.fromArray(SPECIES, c, at + 2 * WIDTH)).intoArray(c, at + 2 * WIDTH);
        c53.add(FloatVector.fromArray(SPECIES, c, at + 3 * WIDTH)).intoArray(c, at + 3 * WIDTH);
    }

    static void add4x4(
            float[] a, int aOff, int[] aSteps, float[] b, int bOff, int count, float[] c, int cOff, int cStride) {
        if (count == 0) {
            return;
        }
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = FloatVector.zero(SPECIES);
        FloatVector c02 = FloatVector.zero(SPECIES);
        FloatVector c03 = FloatVector.zero(SPECIES);
        FloatVector c10 = FloatVector.zero(SPECIES);
        FloatVector c11 = FloatVector.zero(SPECIES);
        FloatVector c12 = FloatVector.zero(SPECIES);
        FloatVector c13 = FloatVector.zero(SPECIES);
        FloatVector c20 = FloatVector.zero(SPECIES);
        FloatVector c21 = FloatVector.zero(SPECIES);
        FloatVector c22 = FloatVector.zero(SPECIES);
        FloatVector c23 = FloatVector.zero(SPECIES);
        FloatVector c30 = FloatVector.zero(SPECIES);
        FloatVector c31 = FloatVector.zero(SPECIES);
        FloatVector c32 = FloatVector.zero(SPECIES);
        FloatVector c33 = FloatVector.zero(SPECIES);
        int products = Math.min(count, FloatTile.MOST);
        for (int p = 0; p < products; p++) {
            int at = aOff + aSteps[p];
            int bAt = bOff + p * (4 * WIDTH);
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + WIDTH);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bAt + 2 * WIDTH);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, bAt + 3 * WIDTH);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[at]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            c03 = x0.fma(b3, c03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[at + 1]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
            c13 = x1.fma(b3, c13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[at + 2]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            c22 = x2.fma(b2, c22);
            c23 = x2.fma(b3, c23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[at + 3]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            c32 = x3.fma(b2, c32);
            c33 = x3.fma(b3, c33);
        }
        int at = cOff;
        c00.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c01.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        c02.add(FloatVector.fromArray(SPECIES, c, at + 2 * WIDTH)).intoArray(c, at + 2 * WIDTH);
        c03.add(FloatVector.fromArray(SPECIES, c, at + 3 * WIDTH)).intoArray(c, at + 3 * WIDTH);
        at += cStride;
        c10.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c11.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        c12.add(FloatVector.fromArray(SPECIES, c, at + 2 * WIDTH)).intoArray(c, at + 2 * WIDTH);
        c13.add(FloatVector.fromArray(SPECIES, c, at + 3 * WIDTH)).intoArray(c, at + 3 * WIDTH);
        at += cStride;
        c20.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c21.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        c22.add(FloatVector.fromArray(SPECIES, c, at + 2 * WIDTH)).intoArray(c, at + 2 * WIDTH);
        c23.add(FloatVector.fromArray(SPECIES, c, at + 3 * WIDTH)).intoArray(c, at + 3 * WIDTH);
        at += cStride;
        c30.add(FloatVector.fromArray(SPECIES, c, at)).intoArray(c, at);
        c31.add(FloatVector.fromArray(SPECIES, c, at + WIDTH)).intoArray(c, at + WIDTH);
        c32.add(FloatVector.fromArray(SPECIES, c, at + 2 * WIDTH)).intoArray(c, at + 2 * WIDTH);
        c33.add(FloatVector.fromArray(SPECIES, c, at + 3 * WIDTH)).intoArray(c, at + 3 * WIDTH);
    }
}
