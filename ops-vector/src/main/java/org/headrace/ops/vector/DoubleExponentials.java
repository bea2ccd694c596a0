package org.headrace.ops.vector;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.headrace.ops.kernels.DoubleFunctions.EXPM1_0;
import static org.headrace.ops.kernels.DoubleFunctions.EXPM1_1;
import static org.headrace.ops.kernels.DoubleFunctions.EXPM1_10;
import static org.headrace.ops.kernels.DoubleFunctions.EXPM1_2;
import static org.headrace.ops.kernels.DoubleFunctions.EXPM1_3;
import static org.headrace.ops.kernels.DoubleFunctions.EXPM1_4;
import static org.headrace.ops.kernels.DoubleFunctions.EXPM1_5;
import static org.headrace.ops.kernels.DoubleFunctions.EXPM1_6;
import static org.headrace.ops.kernels.DoubleFunctions.EXPM1_7;
import static org.headrace.ops.kernels.DoubleFunctions.EXPM1_8;
import static org.headrace.ops.kernels.DoubleFunctions.EXPM1_9;
import static org.headrace.ops.kernels.DoubleFunctions.EXPM1_MIN;
import static org.headrace.ops.kernels.DoubleFunctions.EXP_0;
import static org.headrace.ops.kernels.DoubleFunctions.EXP_1;
import static org.headrace.ops.kernels.DoubleFunctions.EXP_2;
import static org.headrace.ops.kernels.DoubleFunctions.EXP_3;
import static org.headrace.ops.kernels.DoubleFunctions.EXP_4;
import static org.headrace.ops.kernels.DoubleFunctions.EXP_5;
import static org.headrace.ops.kernels.DoubleFunctions.EXP_6;
import static org.headrace.ops.kernels.DoubleFunctions.EXP_7;
import static org.headrace.ops.kernels.DoubleFunctions.EXP_8;
import static org.headrace.ops.kernels.DoubleFunctions.EXP_9;
import static org.headrace.ops.kernels.DoubleFunctions.EXP_MAX;
import static org.headrace.ops.kernels.DoubleFunctions.EXP_MIN;
import static org.headrace.ops.kernels.DoubleFunctions.LN2_HIGH;
import static org.headrace.ops.kernels.DoubleFunctions.LN2_LOW;
import static org.headrace.ops.kernels.DoubleFunctions.LOG2_E;
import static org.headrace.ops.kernels.DoubleFunctions.ONE_BITS;
import static org.headrace.ops.kernels.DoubleFunctions.SHIFTER;
import static org.headrace.ops.kernels.DoubleFunctions.SHIFTER_BITS;
import static org.headrace.ops.kernels.DoubleFunctions.SIGMOID_MIN;
import static org.headrace.ops.kernels.DoubleFunctions.TANH_MAX;
import static org.headrace.ops.kernels.DoubleFunctions.TINY;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.DoubleFunctions;

/** Exponentials of float64, and what is made of them: {@link DoubleFunctions} a vector at a time. */
final class DoubleExponentials {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final long SIGN = Long.MIN_VALUE;

    private DoubleExponentials() {}

    static void exp(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, x, xAt + i);
            DoubleVector c = v.blend(EXP_MIN, v.lt(EXP_MIN));
            c = c.blend(EXP_MAX, c.compare(GT, EXP_MAX));
            DoubleVector shifted = c.fma(DoubleVector.broadcast(S, LOG2_E), DoubleVector.broadcast(S, SHIFTER));
            DoubleVector k = shifted.sub(SHIFTER);
            DoubleVector r = k.fma(DoubleVector.broadcast(S, -LN2_LOW), k.fma(DoubleVector.broadcast(S, -LN2_HIGH), c));
            DoubleVector q = DoubleVector.broadcast(S, EXP_9).fma(r, DoubleVector.broadcast(S, EXP_8));
            q = q.fma(r, DoubleVector.broadcast(S, EXP_7));
            q = q.fma(r, DoubleVector.broadcast(S, EXP_6));
            q = q.fma(r, DoubleVector.broadcast(S, EXP_5));
            q = q.fma(r, DoubleVector.broadcast(S, EXP_4));
            q = q.fma(r, DoubleVector.broadcast(S, EXP_3));
            q = q.fma(r, DoubleVector.broadcast(S, EXP_2));
            q = q.fma(r, DoubleVector.broadcast(S, EXP_1));
            q = q.fma(r, DoubleVector.broadcast(S, EXP_0));
            q = r.mul(r).fma(q, r).add(1);
            LongVector exponent = shifted.reinterpretAsLongs().sub(SHIFTER_BITS);
            LongVector half = exponent.lanewise(ASHR, 1);
            DoubleVector first = half.lanewise(LSHL, 52).add(ONE_BITS).reinterpretAsDoubles();
            DoubleVector second =
                    exponent.sub(half).lanewise(LSHL, 52).add(ONE_BITS).reinterpretAsDoubles();
            q.mul(first).mul(second).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = DoubleFunctions.exp(x[xAt + i]);
        }
    }

    /** The polynomial of {@code expm1}, for {@link #expm1}. */
    static void expm1Part(double[] x, int xAt, double[] part, int n) {
        for (int i = 0; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, x, xAt + i);
            DoubleVector c = v.blend(EXPM1_MIN, v.lt(EXPM1_MIN));
            c = c.blend(EXP_MAX, c.compare(GT, EXP_MAX));
            DoubleVector shifted = c.fma(DoubleVector.broadcast(S, LOG2_E), DoubleVector.broadcast(S, SHIFTER));
            DoubleVector k = shifted.sub(SHIFTER);
            DoubleVector near = k.fma(DoubleVector.broadcast(S, -LN2_HIGH), c);
            DoubleVector r = k.fma(DoubleVector.broadcast(S, -LN2_LOW), near);
            DoubleVector q = DoubleVector.broadcast(S, EXPM1_10).fma(r, DoubleVector.broadcast(S, EXPM1_9));
            q = q.fma(r, DoubleVector.broadcast(S, EXPM1_8));
            q = q.fma(r, DoubleVector.broadcast(S, EXPM1_7));
            q = q.fma(r, DoubleVector.broadcast(S, EXPM1_6));
            q = q.fma(r, DoubleVector.broadcast(S, EXPM1_5));
            q = q.fma(r, DoubleVector.broadcast(S, EXPM1_4));
            q = q.fma(r, DoubleVector.broadcast(S, EXPM1_3));
            q = q.fma(r, DoubleVector.broadcast(S, EXPM1_2));
            q = q.fma(r, DoubleVector.broadcast(S, EXPM1_1));
            q = q.fma(r, DoubleVector.broadcast(S, EXPM1_0));
            q.intoArray(part, i);
        }
    }

    static void expm1(double[] x, int xAt, double[] part, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, x, xAt + i);
            DoubleVector c = v.blend(EXPM1_MIN, v.lt(EXPM1_MIN));
            c = c.blend(EXP_MAX, c.compare(GT, EXP_MAX));
            DoubleVector shifted = c.fma(DoubleVector.broadcast(S, LOG2_E), DoubleVector.broadcast(S, SHIFTER));
            DoubleVector k = shifted.sub(SHIFTER);
            DoubleVector near = k.fma(DoubleVector.broadcast(S, -LN2_HIGH), c);
            DoubleVector r = k.fma(DoubleVector.broadcast(S, -LN2_LOW), near);
            DoubleVector lost = k.fma(DoubleVector.broadcast(S, -LN2_LOW), near.sub(r));
            DoubleVector q = DoubleVector.fromArray(S, part, i);
            q = r.mul(r).fma(q, lost);
            LongVector exponent = shifted.reinterpretAsLongs().lanewise(LSHL, 52);
            DoubleVector half = exponent.add(ONE_BITS - (1L << 52)).reinterpretAsDoubles();
            DoubleVector result = half.fma(q, half.fma(r, half.sub(0.5))).mul(2);
            result.blend(v, v.abs().lt(TINY)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = DoubleFunctions.expm1(x[xAt + i]);
        }
    }

    static void sigmoid(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, x, xAt + i);
            DoubleVector c = v.reinterpretAsLongs().or(SIGN).reinterpretAsDoubles();
            DoubleVector shifted = c.fma(DoubleVector.broadcast(S, LOG2_E), DoubleVector.broadcast(S, SHIFTER));
            DoubleVector k = shifted.sub(SHIFTER);
            DoubleVector r = k.fma(DoubleVector.broadcast(S, -LN2_LOW), k.fma(DoubleVector.broadcast(S, -LN2_HIGH), c));
            DoubleVector q = DoubleVector.broadcast(S, EXP_9).fma(r, DoubleVector.broadcast(S, EXP_8));
            q = q.fma(r, DoubleVector.broadcast(S, EXP_7));
            q = q.fma(r, DoubleVector.broadcast(S, EXP_6));
            q = q.fma(r, DoubleVector.broadcast(S, EXP_5));
            q = q.fma(r, DoubleVector.broadcast(S, EXP_4));
            q = q.fma(r, DoubleVector.broadcast(S, EXP_3));
            q = q.fma(r, DoubleVector.broadcast(S, EXP_2));
            q = q.fma(r, DoubleVector.broadcast(S, EXP_1));
            q = q.fma(r, DoubleVector.broadcast(S, EXP_0));
            q = r.mul(r).fma(q, r).add(1);
            LongVector exponent = shifted.reinterpretAsLongs().lanewise(LSHL, 52);
            DoubleVector e = q.mul(exponent.add(ONE_BITS).reinterpretAsDoubles());
            e = e.blend(0, c.lt(SIGMOID_MIN));
            DoubleVector.broadcast(S, 1).blend(e, v.lt(0)).div(e.add(1)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = DoubleFunctions.sigmoid(x[xAt + i]);
        }
    }

    static void tanh(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, x, xAt + i);
            DoubleVector c = v.abs();
            c = c.blend(TANH_MAX, c.compare(GT, TANH_MAX));
            DoubleVector shifted = c.fma(DoubleVector.broadcast(S, 2 * LOG2_E), DoubleVector.broadcast(S, SHIFTER));
            DoubleVector k = shifted.sub(SHIFTER);
            DoubleVector r =
                    k.fma(DoubleVector.broadcast(S, -LN2_LOW / 2), k.fma(DoubleVector.broadcast(S, -LN2_HIGH / 2), c));
            DoubleVector q =
                    DoubleVector.broadcast(S, 2048 * EXPM1_10).fma(r, DoubleVector.broadcast(S, 1024 * EXPM1_9));
            q = q.fma(r, DoubleVector.broadcast(S, 512 * EXPM1_8));
            q = q.fma(r, DoubleVector.broadcast(S, 256 * EXPM1_7));
            q = q.fma(r, DoubleVector.broadcast(S, 128 * EXPM1_6));
            q = q.fma(r, DoubleVector.broadcast(S, 64 * EXPM1_5));
            q = q.fma(r, DoubleVector.broadcast(S, 32 * EXPM1_4));
            q = q.fma(r, DoubleVector.broadcast(S, 16 * EXPM1_3));
            q = q.fma(r, DoubleVector.broadcast(S, 8 * EXPM1_2));
            q = q.fma(r, DoubleVector.broadcast(S, 4 * EXPM1_1));
            q = q.fma(r, DoubleVector.broadcast(S, 2 * EXPM1_0));
            q = r.mul(r).fma(q, r);
            LongVector exponent = shifted.reinterpretAsLongs().lanewise(LSHL, 52);
            DoubleVector scale = exponent.add(ONE_BITS).reinterpretAsDoubles();
            DoubleVector t = scale.fma(q, scale.fma(DoubleVector.broadcast(S, 0.5), DoubleVector.broadcast(S, -0.5)));
            LongVector sign = v.reinterpretAsLongs().and(SIGN);
            t.div(t.add(1))
                    .reinterpretAsLongs()
                    .lanewise(XOR, sign)
                    .reinterpretAsDoubles()
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = DoubleFunctions.tanh(x[xAt + i]);
        }
    }
}
