package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Squares of 16 by 16 floats transposed in registers of 512 bits: in four steps rows that lie 8, 4, 2 and 1 apart exchange
 * what each has of the other's columns.
 */
final class FloatSquare {
    static final int SIZE = 16;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_512;

    private static final VectorShuffle<Float> UP_1 = shifted(-1);
    private static final VectorShuffle<Float> UP_2 = shifted(-2);
    private static final VectorShuffle<Float> UP_4 = shifted(-4);
    private static final VectorShuffle<Float> UP_8 = shifted(-8);
    private static final VectorShuffle<Float> DOWN_1 = shifted(1);
    private static final VectorShuffle<Float> DOWN_2 = shifted(2);
    private static final VectorShuffle<Float> DOWN_4 = shifted(4);
    private static final VectorShuffle<Float> DOWN_8 = shifted(8);
    private static final VectorMask<Float> ODD_1 = lanes(0xaaaa);
    private static final VectorMask<Float> ODD_2 = lanes(0xcccc);
    private static final VectorMask<Float> ODD_4 = lanes(0xf0f0);
    private static final VectorMask<Float> ODD_8 = lanes(0xff00);
    private static final VectorMask<Float> EVEN_1 = lanes(0x5555);
    private static final VectorMask<Float> EVEN_2 = lanes(0x3333);
    private static final VectorMask<Float> EVEN_4 = lanes(0x0f0f);
    private static final VectorMask<Float> EVEN_8 = lanes(0x00ff);

    private FloatSquare() {}

    /** Lane {@code i} is another vector's lane {@code i + by}. */
    private static VectorShuffle<Float> shifted(int by) {
        return VectorShuffle.fromOp(SPECIES, i -> i + by & SIZE - 1);
    }

    private static VectorMask<Float> lanes(long bits) {
        return VectorMask.fromLong(SPECIES, bits);
    }

    /**
     * {@code to[p, j] = from[j, p]} for 16 rows of elements, as many squares of them, side by side in {@code from}; rows are a
     * stride apart.
     */
    static void transpose(float[] from, int at, int fromStride, float[] to, int toAt, int toStride, int squares) {
        for (int s = 0; s < squares; s++) {
            int f = at + s * SIZE;
            int t = toAt + s * SIZE * toStride;
            FloatVector a0 = FloatVector.fromArray(SPECIES, from, f + 0 * fromStride);
            FloatVector a1 = FloatVector.fromArray(SPECIES, from, f + 1 * fromStride);
            FloatVector a2 = FloatVector.fromArray(SPECIES, from, f + 2 * fromStride);
            FloatVector a3 = FloatVector.fromArray(SPECIES, from, f + 3 * fromStride);
            FloatVector a4 = FloatVector.fromArray(SPECIES, from, f + 4 * fromStride);
            FloatVector a5 = FloatVector.fromArray(SPECIES, from, f + 5 * fromStride);
            FloatVector a6 = FloatVector.fromArray(SPECIES, from, f + 6 * fromStride);
            FloatVector a7 = FloatVector.fromArray(SPECIES, from, f + 7 * fromStride);
            FloatVector a8 = FloatVector.fromArray(SPECIES, from, f + 8 * fromStride);
            FloatVector a9 = FloatVector.fromArray(SPECIES, from, f + 9 * fromStride);
            FloatVector a10 = FloatVector.fromArray(SPECIES, from, f + 10 * fromStride);
            FloatVector a11 = FloatVector.fromArray(SPECIES, from, f + 11 * fromStride);
            FloatVector a12 = FloatVector.fromArray(SPECIES, from, f + 12 * fromStride);
            FloatVector a13 = FloatVector.fromArray(SPECIES, from, f + 13 * fromStride);
            FloatVector a14 = FloatVector.fromArray(SPECIES, from, f + 14 * fromStride);
            FloatVector a15 = FloatVector.fromArray(SPECIES, from, f + 15 * fromStride);
            FloatVector b0 = a0.blend(a8.rearrange(UP_8), ODD_8);
            FloatVector b8 = a8.blend(a0.rearrange(DOWN_8), EVEN_8);
            FloatVector b1 = a1.blend(a9.rearrange(UP_8), ODD_8);
            FloatVector b9 = a9.blend(a1.rearrange(DOWN_8), EVEN_8);
            FloatVector b2 = a2.blend(a10.rearrange(UP_8), ODD_8);
            FloatVector b10 = a10.blend(a2.rearrange(DOWN_8), EVEN_8);
            FloatVector b3 = a3.blend(a11.rearrange(UP_8), ODD_8);
            FloatVector b11 = a11.blend(a3.rearrange(DOWN_8), EVEN_8);
            FloatVector b4 = a4.blend(a12.rearrange(UP_8), ODD_8);
            FloatVector b12 = a12.blend(a4.rearrange(DOWN_8), EVEN_8);
            FloatVector b5 = a5.blend(a13.rearrange(UP_8), ODD_8);
            FloatVector b13 = a13.blend(a5.rearrange(DOWN_8), EVEN_8);
            FloatVector b6 = a6.blend(a14.rearrange(UP_8), ODD_8);
            FloatVector b14 = a14.blend(a6.rearrange(DOWN_8), EVEN_8);
            FloatVector b7 = a7.blend(a15.rearrange(UP_8), ODD_8);
            FloatVector b15 = a15.blend(a7.rearrange(DOWN_8), EVEN_8);
            FloatVector c0 = b0.blend(b4.rearrange(UP_4), ODD_4);
            FloatVector c4 = b4.blend(b0.rearrange(DOWN_4), EVEN_4);
            FloatVector c1 = b1.blend(b5.rearrange(UP_4), ODD_4);
            FloatVector c5 = b5.blend(b1.rearrange(DOWN_4), EVEN_4);
            FloatVector c2 = b2.blend(b6.rearrange(UP_4), ODD_4);
            FloatVector c6 = b6.blend(b2.rearrange(DOWN_4), EVEN_4);
            FloatVector c3 = b3.blend(b7.rearrange(UP_4), ODD_4);
            FloatVector c7 = b7.blend(b3.rearrange(DOWN_4), EVEN_4);
            FloatVector c8 = b8.blend(b12.rearrange(UP_4), ODD_4);
            FloatVector c12 = b12.blend(b8.rearrange(DOWN_4), EVEN_4);
            FloatVector c9 = b9.blend(b13.rearrange(UP_4), ODD_4);
            FloatVector c13 = b13.blend(b9.rearrange(DOWN_4), EVEN_4);
            FloatVector c10 = b10.blend(b14.rearrange(UP_4), ODD_4);
            FloatVector c14 = b14.blend(b10.rearrange(DOWN_4), EVEN_4);
            FloatVector c11 = b11.blend(b15.rearrange(UP_4), ODD_4);
            FloatVector c15 = b15.blend(b11.rearrange(DOWN_4), EVEN_4);
            FloatVector d0 = c0.blend(c2.rearrange(UP_2), ODD_2);
            FloatVector d2 = c2.blend(c0.rearrange(DOWN_2), EVEN_2);
            FloatVector d1 = c1.blend(c3.rearrange(UP_2), ODD_2);
            FloatVector d3 = c3.blend(c1.rearrange(DOWN_2), EVEN_2);
            FloatVector d4 = c4.blend(c6.rearrange(UP_2), ODD_2);
            FloatVector d6 = c6.blend(c4.rearrange(DOWN_2), EVEN_2);
            FloatVector d5 = c5.blend(c7.rearrange(UP_2), ODD_2);
            FloatVector d7 = c7.blend(c5.rearrange(DOWN_2), EVEN_2);
            FloatVector d8 = c8.blend(c10.rearrange(UP_2), ODD_2);
            FloatVector d10 = c10.blend(c8.rearrange(DOWN_2), EVEN_2);
            FloatVector d9 = c9.blend(c11.rearrange(UP_2), ODD_2);
            FloatVector d11 = c11.blend(c9.rearrange(DOWN_2), EVEN_2);
            FloatVector d12 = c12.blend(c14.rearrange(UP_2), ODD_2);
            FloatVector d14 = c14.blend(c12.rearrange(DOWN_2), EVEN_2);
            FloatVector d13 = c13.blend(c15.rearrange(UP_2), ODD_2);
            FloatVector d15 = c15.blend(c13.rearrange(DOWN_2), EVEN_2);
            FloatVector e0 = d0.blend(d1.rearrange(UP_1), ODD_1);
            FloatVector e1 = d1.blend(d0.rearrange(DOWN_1), EVEN_1);
            FloatVector e2 = d2.blend(d3.rearrange(UP_1), ODD_1);
            FloatVector e3 = d3.blend(d2.rearrange(DOWN_1), EVEN_1);
            FloatVector e4 = d4.blend(d5.rearrange(UP_1), ODD_1);
            FloatVector e5 = d5.blend(d4.rearrange(DOWN_1), EVEN_1);
            FloatVector e6 = d6.blend(d7.rearrange(UP_1), ODD_1);
            FloatVector e7 = d7.blend(d6.rearrange(DOWN_1), EVEN_1);
            FloatVector e8 = d8.blend(d9.rearrange(UP_1), ODD_1);
            FloatVector e9 = d9.blend(d8.rearrange(DOWN_1), EVEN_1);
            FloatVector e10 = d10.blend(d11.rearrange(UP_1), ODD_1);
            FloatVector e11 = d11.blend(d10.rearrange(DOWN_1), EVEN_1);
            FloatVector e12 = d12.blend(d13.rearrange(UP_1), ODD_1);
            FloatVector e13 = d13.blend(d12.rearrange(DOWN_1), EVEN_1);
            FloatVector e14 = d14.blend(d15.rearrange(UP_1), ODD_1);
            FloatVector e15 = d15.blend(d14.rearrange(DOWN_1), EVEN_1);
            e0.intoArray(to, t + 0 * toStride);
            e1.intoArray(to, t + 1 * toStride);
            e2.intoArray(to, t + 2 * toStride);
            e3.intoArray(to, t + 3 * toStride);
            e4.intoArray(to, t + 4 * toStride);
            e5.intoArray(to, t + 5 * toStride);
            e6.intoArray(to, t + 6 * toStride);
            e7.intoArray(to, t + 7 * toStride);
            e8.intoArray(to, t + 8 * toStride);
            e9.intoArray(to, t + 9 * toStride);
            e10.intoArray(to, t + 10 * toStride);
            e11.intoArray(to, t + 11 * toStride);
            e12.intoArray(to, t + 12 * toStride);
            e13.intoArray(to, t + 13 * toStride);
            e14.intoArray(to, t + 14 * toStride);
            e15.intoArray(to, t + 15 * toStride);
        }
    }
}
