package org.headrace.ops.vector;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.headrace.ops.kernels.FloatFunctions.ERF_LARGE_0;
import static org.headrace.ops.kernels.FloatFunctions.ERF_LARGE_1;
import static org.headrace.ops.kernels.FloatFunctions.ERF_LARGE_2;
import static org.headrace.ops.kernels.FloatFunctions.ERF_LARGE_3;
import static org.headrace.ops.kernels.FloatFunctions.ERF_LARGE_4;
import static org.headrace.ops.kernels.FloatFunctions.ERF_LARGE_5;
import static org.headrace.ops.kernels.FloatFunctions.ERF_LARGE_6;
import static org.headrace.ops.kernels.FloatFunctions.ERF_LARGE_7;
import static org.headrace.ops.kernels.FloatFunctions.ERF_MAX;
import static org.headrace.ops.kernels.FloatFunctions.ERF_MIDDLE;
import static org.headrace.ops.kernels.FloatFunctions.ERF_SMALL_0;
import static org.headrace.ops.kernels.FloatFunctions.ERF_SMALL_1;
import static org.headrace.ops.kernels.FloatFunctions.ERF_SMALL_2;
import static org.headrace.ops.kernels.FloatFunctions.ERF_SMALL_3;
import static org.headrace.ops.kernels.FloatFunctions.ERF_SMALL_4;
import static org.headrace.ops.kernels.FloatFunctions.ERF_SMALL_5;
import static org.headrace.ops.kernels.FloatFunctions.ERF_SMALL_6;
import static org.headrace.ops.kernels.FloatFunctions.EXPM1_0;
import static org.headrace.ops.kernels.FloatFunctions.EXPM1_1;
import static org.headrace.ops.kernels.FloatFunctions.EXPM1_2;
import static org.headrace.ops.kernels.FloatFunctions.EXPM1_3;
import static org.headrace.ops.kernels.FloatFunctions.EXPM1_4;
import static org.headrace.ops.kernels.FloatFunctions.EXPM1_5;
import static org.headrace.ops.kernels.FloatFunctions.EXPM1_MIN;
import static org.headrace.ops.kernels.FloatFunctions.EXP_0;
import static org.headrace.ops.kernels.FloatFunctions.EXP_1;
import static org.headrace.ops.kernels.FloatFunctions.EXP_2;
import static org.headrace.ops.kernels.FloatFunctions.EXP_3;
import static org.headrace.ops.kernels.FloatFunctions.EXP_4;
import static org.headrace.ops.kernels.FloatFunctions.EXP_MAX;
import static org.headrace.ops.kernels.FloatFunctions.EXP_MIN;
import static org.headrace.ops.kernels.FloatFunctions.LN2_HIGH;
import static org.headrace.ops.kernels.FloatFunctions.LN2_LOW;
import static org.headrace.ops.kernels.FloatFunctions.LOG2_E;
import static org.headrace.ops.kernels.FloatFunctions.ONE_BITS;
import static org.headrace.ops.kernels.FloatFunctions.SHIFTER;
import static org.headrace.ops.kernels.FloatFunctions.SHIFTER_BITS;
import static org.headrace.ops.kernels.FloatFunctions.SIGMOID_MIN;
import static org.headrace.ops.kernels.FloatFunctions.TANH_MAX;
import static org.headrace.ops.kernels.FloatFunctions.TINY;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.FloatFunctions;

/** Exponentials of float32, and what is made of them: {@link FloatFunctions} a vector at a time. */
final class FloatExponentials {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int SIGN = Integer.MIN_VALUE;

    private FloatExponentials() {}

    static void exp(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            FloatVector c = v.blend(EXP_MIN, v.lt(EXP_MIN));
            c = c.blend(EXP_MAX, c.compare(GT, EXP_MAX));
            FloatVector shifted = c.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, SHIFTER));
            FloatVector k = shifted.sub(SHIFTER);
            FloatVector r = k.fma(FloatVector.broadcast(S, -LN2_LOW), k.fma(FloatVector.broadcast(S, -LN2_HIGH), c));
            FloatVector q = FloatVector.broadcast(S, EXP_4).fma(r, FloatVector.broadcast(S, EXP_3));
            q = q.fma(r, FloatVector.broadcast(S, EXP_2));
            q = q.fma(r, FloatVector.broadcast(S, EXP_1));
            q = q.fma(r, FloatVector.broadcast(S, EXP_0));
            q = r.mul(r).fma(q, r).add(1);
            IntVector exponent = shifted.reinterpretAsInts().sub(SHIFTER_BITS);
            IntVector half = exponent.lanewise(ASHR, 1);
            FloatVector first = half.lanewise(LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
            FloatVector second =
                    exponent.sub(half).lanewise(LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
            q.mul(first).mul(second).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = FloatFunctions.exp(x[xAt + i]);
        }
    }

    static void expm1(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            FloatVector c = v.blend(EXPM1_MIN, v.lt(EXPM1_MIN));
            c = c.blend(EXP_MAX, c.compare(GT, EXP_MAX));
            FloatVector shifted = c.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, SHIFTER));
            FloatVector k = shifted.sub(SHIFTER);
            FloatVector near = k.fma(FloatVector.broadcast(S, -LN2_HIGH), c);
            FloatVector r = k.fma(FloatVector.broadcast(S, -LN2_LOW), near);
            FloatVector lost = k.fma(FloatVector.broadcast(S, -LN2_LOW), near.sub(r));
            FloatVector q = FloatVector.broadcast(S, EXPM1_5).fma(r, FloatVector.broadcast(S, EXPM1_4));
            q = q.fma(r, FloatVector.broadcast(S, EXPM1_3));
            q = q.fma(r, FloatVector.broadcast(S, EXPM1_2));
            q = q.fma(r, FloatVector.broadcast(S, EXPM1_1));
            q = q.fma(r, FloatVector.broadcast(S, EXPM1_0));
            q = r.mul(r).fma(q, lost);
            IntVector exponent = shifted.reinterpretAsInts().lanewise(LSHL, 23);
            FloatVector half = exponent.add(ONE_BITS - (1 << 23)).reinterpretAsFloats();
            FloatVector result = half.fma(q, half.fma(r, half.sub(0.5f))).mul(2);
            result.blend(v, v.abs().lt(TINY)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = FloatFunctions.expm1(x[xAt + i]);
        }
    }

    static void sigmoid(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            FloatVector c = v.reinterpretAsInts().or(SIGN).reinterpretAsFloats();
            FloatVector shifted = c.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, SHIFTER));
            FloatVector k = shifted.sub(SHIFTER);
            FloatVector r = k.fma(FloatVector.broadcast(S, -LN2_LOW), k.fma(FloatVector.broadcast(S, -LN2_HIGH), c));
            FloatVector q = FloatVector.broadcast(S, EXP_4).fma(r, FloatVector.broadcast(S, EXP_3));
            q = q.fma(r, FloatVector.broadcast(S, EXP_2));
            q = q.fma(r, FloatVector.broadcast(S, EXP_1));
            q = q.fma(r, FloatVector.broadcast(S, EXP_0));
            q = r.mul(r).fma(q, r).add(1);
            IntVector exponent = shifted.reinterpretAsInts().lanewise(LSHL, 23);
            FloatVector e = q.mul(exponent.add(ONE_BITS).reinterpretAsFloats());
            e = e.blend(0, c.lt(SIGMOID_MIN));
            FloatVector.broadcast(S, 1).blend(e, v.lt(0)).div(e.add(1)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = FloatFunctions.sigmoid(x[xAt + i]);
        }
    }

    static void tanh(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            FloatVector c = v.abs();
            c = c.blend(TANH_MAX, c.compare(GT, TANH_MAX));
            FloatVector shifted = c.fma(FloatVector.broadcast(S, 2 * LOG2_E), FloatVector.broadcast(S, SHIFTER));
            FloatVector k = shifted.sub(SHIFTER);
            FloatVector r =
                    k.fma(FloatVector.broadcast(S, -LN2_LOW / 2), k.fma(FloatVector.broadcast(S, -LN2_HIGH / 2), c));
            FloatVector q = FloatVector.broadcast(S, 64 * EXPM1_5).fma(r, FloatVector.broadcast(S, 32 * EXPM1_4));
            q = q.fma(r, FloatVector.broadcast(S, 16 * EXPM1_3));
            q = q.fma(r, FloatVector.broadcast(S, 8 * EXPM1_2));
            q = q.fma(r, FloatVector.broadcast(S, 4 * EXPM1_1));
            q = q.fma(r, FloatVector.broadcast(S, 2 * EXPM1_0));
            q = r.mul(r).fma(q, r);
            IntVector exponent = shifted.reinterpretAsInts().lanewise(LSHL, 23);
            FloatVector scale = exponent.add(ONE_BITS).reinterpretAsFloats();
            FloatVector t = scale.fma(q, scale.fma(FloatVector.broadcast(S, 0.5f), FloatVector.broadcast(S, -0.5f)));
            IntVector sign = v.reinterpretAsInts().and(SIGN);
            t.div(t.add(1))
                    .reinterpretAsInts()
                    .lanewise(XOR, sign)
                    .reinterpretAsFloats()
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = FloatFunctions.tanh(x[xAt + i]);
        }
    }

    /** The error function of great numbers, for {@link #erf}. */
    static void erfPart(float[] x, int xAt, float[] part, int n) {
        for (int i = 0; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            FloatVector magnitude = v.abs();
            FloatVector c = magnitude.blend(ERF_MAX, magnitude.compare(GT, ERF_MAX));
            FloatVector t = FloatVector.broadcast(S, ERF_LARGE_7).fma(c, FloatVector.broadcast(S, ERF_LARGE_6));
            t = t.fma(c, FloatVector.broadcast(S, ERF_LARGE_5));
            t = t.fma(c, FloatVector.broadcast(S, ERF_LARGE_4));
            t = t.fma(c, FloatVector.broadcast(S, ERF_LARGE_3));
            t = t.fma(c, FloatVector.broadcast(S, ERF_LARGE_2));
            t = t.fma(c, FloatVector.broadcast(S, ERF_LARGE_1));
            t = t.fma(c, FloatVector.broadcast(S, ERF_LARGE_0));
            t = t.neg();
            FloatVector shifted = t.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, SHIFTER));
            FloatVector k = shifted.sub(SHIFTER);
            FloatVector r = k.fma(FloatVector.broadcast(S, -LN2_LOW), k.fma(FloatVector.broadcast(S, -LN2_HIGH), t));
            FloatVector q = FloatVector.broadcast(S, EXP_4).fma(r, FloatVector.broadcast(S, EXP_3));
            q = q.fma(r, FloatVector.broadcast(S, EXP_2));
            q = q.fma(r, FloatVector.broadcast(S, EXP_1));
            q = q.fma(r, FloatVector.broadcast(S, EXP_0));
            q = r.mul(r).fma(q, r).add(1);
            IntVector exponent = shifted.reinterpretAsInts().lanewise(LSHL, 23);
            FloatVector scale = exponent.add(ONE_BITS).reinterpretAsFloats();
            FloatVector large = scale.neg().fma(q, FloatVector.broadcast(S, 1));
            large.intoArray(part, i);
        }
    }

    static void erf(float[] x, int xAt, float[] part, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            FloatVector magnitude = v.abs();
            FloatVector z = v.mul(v);
            FloatVector s = FloatVector.broadcast(S, ERF_SMALL_6).fma(z, FloatVector.broadcast(S, ERF_SMALL_5));
            s = s.fma(z, FloatVector.broadcast(S, ERF_SMALL_4));
            s = s.fma(z, FloatVector.broadcast(S, ERF_SMALL_3));
            s = s.fma(z, FloatVector.broadcast(S, ERF_SMALL_2));
            s = s.fma(z, FloatVector.broadcast(S, ERF_SMALL_1));
            s = s.fma(z, FloatVector.broadcast(S, ERF_SMALL_0));
            s = magnitude.fma(s, magnitude);

            FloatVector large = FloatVector.fromArray(S, part, i);
            IntVector sign = v.reinterpretAsInts().and(SIGN);
            FloatVector result = large.blend(s, magnitude.lt(ERF_MIDDLE));
            result.reinterpretAsInts().lanewise(XOR, sign).reinterpretAsFloats().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = FloatFunctions.erf(x[xAt + i]);
        }
    }
}
