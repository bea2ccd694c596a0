package org.headrace.ops.vector;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.headrace.ops.kernels.FloatFunctions.LN2_HIGH;
import static org.headrace.ops.kernels.FloatFunctions.LN2_LOW;
import static org.headrace.ops.kernels.FloatFunctions.LOG_0;
import static org.headrace.ops.kernels.FloatFunctions.LOG_1;
import static org.headrace.ops.kernels.FloatFunctions.LOG_2;
import static org.headrace.ops.kernels.FloatFunctions.LOG_3;
import static org.headrace.ops.kernels.FloatFunctions.LOG_4;
import static org.headrace.ops.kernels.FloatFunctions.LOG_5;
import static org.headrace.ops.kernels.FloatFunctions.LOG_6;
import static org.headrace.ops.kernels.FloatFunctions.LOG_7;
import static org.headrace.ops.kernels.FloatFunctions.LOG_8;
import static org.headrace.ops.kernels.FloatFunctions.ONE_BITS;
import static org.headrace.ops.kernels.FloatFunctions.SHIFTER;
import static org.headrace.ops.kernels.FloatFunctions.SHIFTER_BITS;
import static org.headrace.ops.kernels.FloatFunctions.TWO_THIRDS_BITS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.FloatFunctions;

/** Logarithms of float32: {@link FloatFunctions} a vector at a time. */
final class FloatLogarithms {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private FloatLogarithms() {}

    static void log(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            if (!v.compare(GE, Float.MIN_NORMAL)
                    .and(v.lt(Float.POSITIVE_INFINITY))
                    .allTrue()) {
                for (int j = i; j < i + S.length(); j++) {
                    y[yAt + j] = FloatFunctions.log(x[xAt + j]);
                }
                continue;
            }
            IntVector bits = v.reinterpretAsInts();
            IntVector exponent = bits.sub(TWO_THIRDS_BITS).lanewise(ASHR, 23);
            FloatVector r =
                    bits.sub(exponent.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1);
            FloatVector k = exponent.add(SHIFTER_BITS).reinterpretAsFloats().sub(SHIFTER);
            FloatVector q = FloatVector.broadcast(S, LOG_8).fma(r, FloatVector.broadcast(S, LOG_7));
            q = q.fma(r, FloatVector.broadcast(S, LOG_6));
            q = q.fma(r, FloatVector.broadcast(S, LOG_5));
            q = q.fma(r, FloatVector.broadcast(S, LOG_4));
            q = q.fma(r, FloatVector.broadcast(S, LOG_3));
            q = q.fma(r, FloatVector.broadcast(S, LOG_2));
            q = q.fma(r, FloatVector.broadcast(S, LOG_1));
            q = q.fma(r, FloatVector.broadcast(S, LOG_0));
            q = q.fma(r, FloatVector.broadcast(S, -0.5f));
            FloatVector small = r.mul(r).mul(q);
            FloatVector sum = k.fma(FloatVector.broadcast(S, LN2_HIGH), r);
            FloatVector rest =
                    k.fma(FloatVector.broadcast(S, LN2_HIGH), sum.neg()).add(r);
            FloatVector result =
                    k.fma(FloatVector.broadcast(S, LN2_LOW), small).add(rest).add(sum);
            result.intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = FloatFunctions.log(x[xAt + i]);
        }
    }

    /** What the mantissa of {@code 1 + x} and the bits that are lost in it add to {@code log1p}, for {@link #log1p}. */
    static void log1pPart(float[] x, int xAt, float[] part, int n) {
        for (int i = 0; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            FloatVector u = v.add(1);
            FloatVector lost = v.sub(u.sub(1));
            IntVector bits = u.reinterpretAsInts();
            IntVector scaled = bits.sub(TWO_THIRDS_BITS).lanewise(ASHR, 23).lanewise(LSHL, 23);
            lost = lost.mul(scaled.neg().add(ONE_BITS).max(0).reinterpretAsFloats());
            FloatVector r = bits.sub(scaled).reinterpretAsFloats().sub(1);
            FloatVector q = FloatVector.broadcast(S, LOG_8).fma(r, FloatVector.broadcast(S, LOG_7));
            q = q.fma(r, FloatVector.broadcast(S, LOG_6));
            q = q.fma(r, FloatVector.broadcast(S, LOG_5));
            q = q.fma(r, FloatVector.broadcast(S, LOG_4));
            q = q.fma(r, FloatVector.broadcast(S, LOG_3));
            q = q.fma(r, FloatVector.broadcast(S, LOG_2));
            q = q.fma(r, FloatVector.broadcast(S, LOG_1));
            q = q.fma(r, FloatVector.broadcast(S, LOG_0));
            q = q.fma(r, FloatVector.broadcast(S, -0.5f));
            r.mul(r).fma(q, r.neg().fma(lost, lost)).intoArray(part, i);
        }
    }

    static void log1p(float[] x, int xAt, float[] part, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            if (!v.compare(GT, -1).and(v.lt(Float.POSITIVE_INFINITY)).allTrue()) {
                for (int j = i; j < i + S.length(); j++) {
                    y[yAt + j] = FloatFunctions.log1p(x[xAt + j]);
                }
                continue;
            }
            IntVector bits = v.add(1).reinterpretAsInts();
            IntVector exponent = bits.sub(TWO_THIRDS_BITS).lanewise(ASHR, 23);
            FloatVector r =
                    bits.sub(exponent.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1);
            FloatVector k = exponent.add(SHIFTER_BITS).reinterpretAsFloats().sub(SHIFTER);
            FloatVector sum = k.fma(FloatVector.broadcast(S, LN2_HIGH), r);
            FloatVector rest =
                    k.fma(FloatVector.broadcast(S, LN2_HIGH), sum.neg()).add(r);
            FloatVector small = FloatVector.fromArray(S, part, i);
            FloatVector result =
                    k.fma(FloatVector.broadcast(S, LN2_LOW), small).add(rest).add(sum);
            result.blend(v, v.eq(0)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = FloatFunctions.log1p(x[xAt + i]);
        }
    }
}
