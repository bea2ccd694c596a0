package org.headrace.ops.vector;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.headrace.ops.kernels.DoubleFunctions.LN2_HIGH;
import static org.headrace.ops.kernels.DoubleFunctions.LN2_LOW;
import static org.headrace.ops.kernels.DoubleFunctions.LOG_0;
import static org.headrace.ops.kernels.DoubleFunctions.LOG_1;
import static org.headrace.ops.kernels.DoubleFunctions.LOG_2;
import static org.headrace.ops.kernels.DoubleFunctions.LOG_3;
import static org.headrace.ops.kernels.DoubleFunctions.LOG_4;
import static org.headrace.ops.kernels.DoubleFunctions.LOG_5;
import static org.headrace.ops.kernels.DoubleFunctions.LOG_6;
import static org.headrace.ops.kernels.DoubleFunctions.ONE_BITS;
import static org.headrace.ops.kernels.DoubleFunctions.ROOT_HALF_BITS;
import static org.headrace.ops.kernels.DoubleFunctions.SHIFTER;
import static org.headrace.ops.kernels.DoubleFunctions.SHIFTER_BITS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.DoubleFunctions;

/** Logarithms of float64: {@link DoubleFunctions} a vector at a time. */
final class DoubleLogarithms {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

    private DoubleLogarithms() {}

    static void log(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, x, xAt + i);
            if (!v.compare(GE, Double.MIN_NORMAL)
                    .and(v.lt(Double.POSITIVE_INFINITY))
                    .allTrue()) {
                for (int j = i; j < i + S.length(); j++) {
                    y[yAt + j] = DoubleFunctions.log(x[xAt + j]);
                }
                continue;
            }
            LongVector bits = v.reinterpretAsLongs();
            LongVector exponent = bits.sub(ROOT_HALF_BITS).lanewise(ASHR, 52);
            DoubleVector r =
                    bits.sub(exponent.lanewise(LSHL, 52)).reinterpretAsDoubles().sub(1);
            DoubleVector k = exponent.add(SHIFTER_BITS).reinterpretAsDoubles().sub(SHIFTER);
            DoubleVector s = r.div(r.add(2));
            DoubleVector z = s.mul(s);
            DoubleVector q = DoubleVector.broadcast(S, LOG_6).fma(z, DoubleVector.broadcast(S, LOG_5));
            q = q.fma(z, DoubleVector.broadcast(S, LOG_4));
            q = q.fma(z, DoubleVector.broadcast(S, LOG_3));
            q = q.fma(z, DoubleVector.broadcast(S, LOG_2));
            q = q.fma(z, DoubleVector.broadcast(S, LOG_1));
            q = q.fma(z, DoubleVector.broadcast(S, LOG_0));
            DoubleVector h = r.mul(0.5).mul(r);
            DoubleVector small = k.fma(DoubleVector.broadcast(S, LN2_LOW), s.mul(q.fma(z, h)))
                    .sub(h);
            DoubleVector result = k.fma(DoubleVector.broadcast(S, LN2_HIGH), small.add(r));
            result.intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = DoubleFunctions.log(x[xAt + i]);
        }
    }

    /** What {@code log1p} multiplies by its polynomial, for {@link #log1p}. */
    static void log1pPart(double[] x, int xAt, double[] part, int n) {
        for (int i = 0; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, x, xAt + i);
            DoubleVector u = v.add(1);
            DoubleVector lost = v.sub(u.sub(1));
            LongVector bits = u.reinterpretAsLongs();
            LongVector exponent = bits.sub(ROOT_HALF_BITS).lanewise(ASHR, 52);
            LongVector scaled = exponent.lanewise(LSHL, 52);
            DoubleVector scale = scaled.neg().add(ONE_BITS).max(0).reinterpretAsDoubles();
            DoubleVector r =
                    lost.fma(scale, bits.sub(scaled).reinterpretAsDoubles().sub(1));
            DoubleVector s = r.div(r.add(2));
            DoubleVector z = s.mul(s);
            DoubleVector q = DoubleVector.broadcast(S, LOG_6).fma(z, DoubleVector.broadcast(S, LOG_5));
            q = q.fma(z, DoubleVector.broadcast(S, LOG_4));
            q = q.fma(z, DoubleVector.broadcast(S, LOG_3));
            q = q.fma(z, DoubleVector.broadcast(S, LOG_2));
            q = q.fma(z, DoubleVector.broadcast(S, LOG_1));
            q = q.fma(z, DoubleVector.broadcast(S, LOG_0));
            DoubleVector h = r.mul(0.5).mul(r);
            s.mul(q.fma(z, h)).intoArray(part, i);
        }
    }

    static void log1p(double[] x, int xAt, double[] part, double[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            DoubleVector v = DoubleVector.fromArray(S, x, xAt + i);
            if (!v.compare(GT, -1).and(v.lt(Double.POSITIVE_INFINITY)).allTrue()) {
                for (int j = i; j < i + S.length(); j++) {
                    y[yAt + j] = DoubleFunctions.log1p(x[xAt + j]);
                }
                continue;
            }
            DoubleVector u = v.add(1);
            DoubleVector lost = v.sub(u.sub(1));
            LongVector bits = u.reinterpretAsLongs();
            LongVector exponent = bits.sub(ROOT_HALF_BITS).lanewise(ASHR, 52);
            LongVector scaled = exponent.lanewise(LSHL, 52);
            DoubleVector scale = scaled.neg().add(ONE_BITS).max(0).reinterpretAsDoubles();
            DoubleVector r =
                    lost.fma(scale, bits.sub(scaled).reinterpretAsDoubles().sub(1));
            DoubleVector k = exponent.add(SHIFTER_BITS).reinterpretAsDoubles().sub(SHIFTER);
            DoubleVector h = r.mul(0.5).mul(r);
            DoubleVector small = k.fma(DoubleVector.broadcast(S, LN2_LOW), DoubleVector.fromArray(S, part, i))
                    .sub(h);
            DoubleVector result = k.fma(DoubleVector.broadcast(S, LN2_HIGH), small.add(r));
            result.blend(v, v.eq(0)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = DoubleFunctions.log1p(x[xAt + i]);
        }
    }
}
