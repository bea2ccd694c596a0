package org.headrace.ops.vector;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.headrace.ops.kernels.FloatFunctions.ANGLE_MAX;
import static org.headrace.ops.kernels.FloatFunctions.COS_0;
import static org.headrace.ops.kernels.FloatFunctions.COS_1;
import static org.headrace.ops.kernels.FloatFunctions.COS_2;
import static org.headrace.ops.kernels.FloatFunctions.HALF_PI_HIGH;
import static org.headrace.ops.kernels.FloatFunctions.HALF_PI_LOW;
import static org.headrace.ops.kernels.FloatFunctions.HALF_PI_MIDDLE;
import static org.headrace.ops.kernels.FloatFunctions.SHIFTER;
import static org.headrace.ops.kernels.FloatFunctions.SIN_0;
import static org.headrace.ops.kernels.FloatFunctions.SIN_1;
import static org.headrace.ops.kernels.FloatFunctions.SIN_2;
import static org.headrace.ops.kernels.FloatFunctions.TAN_0;
import static org.headrace.ops.kernels.FloatFunctions.TAN_1;
import static org.headrace.ops.kernels.FloatFunctions.TAN_2;
import static org.headrace.ops.kernels.FloatFunctions.TAN_3;
import static org.headrace.ops.kernels.FloatFunctions.TAN_4;
import static org.headrace.ops.kernels.FloatFunctions.TAN_5;
import static org.headrace.ops.kernels.FloatFunctions.TAN_6;
import static org.headrace.ops.kernels.FloatFunctions.TWO_OVER_PI;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.FloatFunctions;

/** Functions of angles, float32: {@link FloatFunctions} a vector at a time. A vector that has a great angle goes element by element. */
final class FloatAngles {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int SIGN = Integer.MIN_VALUE;

    private FloatAngles() {}

    static void sin(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            FloatVector magnitude = v.abs();
            if (magnitude.compare(GT, ANGLE_MAX).anyTrue()) {
                for (int j = i; j < i + S.length(); j++) {
                    y[yAt + j] = FloatFunctions.sin(x[xAt + j]);
                }
                continue;
            }
            FloatVector shifted =
                    magnitude.fma(FloatVector.broadcast(S, TWO_OVER_PI), FloatVector.broadcast(S, SHIFTER));
            FloatVector k = shifted.sub(SHIFTER);
            FloatVector r = k.fma(
                    FloatVector.broadcast(S, -HALF_PI_MIDDLE),
                    k.fma(FloatVector.broadcast(S, -HALF_PI_HIGH), magnitude));
            r = k.fma(FloatVector.broadcast(S, -HALF_PI_LOW), r);
            FloatVector z = r.mul(r);
            FloatVector s = FloatVector.broadcast(S, SIN_2).fma(z, FloatVector.broadcast(S, SIN_1));
            s = s.fma(z, FloatVector.broadcast(S, SIN_0));
            s = r.mul(z).fma(s, r);
            FloatVector c = FloatVector.broadcast(S, COS_2).fma(z, FloatVector.broadcast(S, COS_1));
            c = c.fma(z, FloatVector.broadcast(S, COS_0));
            c = z.mul(z).fma(c, z.fma(FloatVector.broadcast(S, -0.5f), FloatVector.broadcast(S, 1)));
            IntVector quadrant = shifted.reinterpretAsInts();
            IntVector result = s.reinterpretAsInts()
                    .blend(c.reinterpretAsInts(), quadrant.and(1).compare(NE, 0));
            IntVector sign = quadrant.lanewise(LSHL, 30)
                    .lanewise(XOR, v.reinterpretAsInts())
                    .and(SIGN);
            result.lanewise(XOR, sign).reinterpretAsFloats().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = FloatFunctions.sin(x[xAt + i]);
        }
    }

    static void cos(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            FloatVector magnitude = v.abs();
            if (magnitude.compare(GT, ANGLE_MAX).anyTrue()) {
                for (int j = i; j < i + S.length(); j++) {
                    y[yAt + j] = FloatFunctions.cos(x[xAt + j]);
                }
                continue;
            }
            FloatVector shifted =
                    magnitude.fma(FloatVector.broadcast(S, TWO_OVER_PI), FloatVector.broadcast(S, SHIFTER));
            FloatVector k = shifted.sub(SHIFTER);
            FloatVector r = k.fma(
                    FloatVector.broadcast(S, -HALF_PI_MIDDLE),
                    k.fma(FloatVector.broadcast(S, -HALF_PI_HIGH), magnitude));
            r = k.fma(FloatVector.broadcast(S, -HALF_PI_LOW), r);
            FloatVector z = r.mul(r);
            FloatVector s = FloatVector.broadcast(S, SIN_2).fma(z, FloatVector.broadcast(S, SIN_1));
            s = s.fma(z, FloatVector.broadcast(S, SIN_0));
            s = r.mul(z).fma(s, r);
            FloatVector c = FloatVector.broadcast(S, COS_2).fma(z, FloatVector.broadcast(S, COS_1));
            c = c.fma(z, FloatVector.broadcast(S, COS_0));
            c = z.mul(z).fma(c, z.fma(FloatVector.broadcast(S, -0.5f), FloatVector.broadcast(S, 1)));
            IntVector quadrant = shifted.reinterpretAsInts().add(1);
            IntVector result = s.reinterpretAsInts()
                    .blend(c.reinterpretAsInts(), quadrant.and(1).compare(NE, 0));
            IntVector sign = quadrant.lanewise(LSHL, 30).and(SIGN);
            result.lanewise(XOR, sign).reinterpretAsFloats().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = FloatFunctions.cos(x[xAt + i]);
        }
    }

    /** The polynomial of the tangent, for {@link #tan}. */
    static void tanPart(float[] x, int xAt, float[] part, int n) {
        for (int i = 0; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            FloatVector magnitude = v.abs();
            FloatVector shifted =
                    magnitude.fma(FloatVector.broadcast(S, TWO_OVER_PI), FloatVector.broadcast(S, SHIFTER));
            FloatVector k = shifted.sub(SHIFTER);
            FloatVector near = k.fma(FloatVector.broadcast(S, -HALF_PI_HIGH), magnitude);
            FloatVector middle = k.mul(HALF_PI_MIDDLE);
            FloatVector r = near.sub(middle);
            FloatVector z = r.mul(r);
            FloatVector q = FloatVector.broadcast(S, TAN_6).fma(z, FloatVector.broadcast(S, TAN_5));
            q = q.fma(z, FloatVector.broadcast(S, TAN_4));
            q = q.fma(z, FloatVector.broadcast(S, TAN_3));
            q = q.fma(z, FloatVector.broadcast(S, TAN_2));
            q = q.fma(z, FloatVector.broadcast(S, TAN_1));
            q = q.fma(z, FloatVector.broadcast(S, TAN_0));
            q.intoArray(part, i);
        }
    }

    static void tan(float[] x, int xAt, float[] part, float[] y, int yAt, int n) {
        int i = 0;
        for (; i < S.loopBound(n); i += S.length()) {
            FloatVector v = FloatVector.fromArray(S, x, xAt + i);
            FloatVector magnitude = v.abs();
            if (magnitude.compare(GT, ANGLE_MAX).anyTrue()) {
                for (int j = i; j < i + S.length(); j++) {
                    y[yAt + j] = FloatFunctions.tan(x[xAt + j]);
                }
                continue;
            }
            FloatVector shifted =
                    magnitude.fma(FloatVector.broadcast(S, TWO_OVER_PI), FloatVector.broadcast(S, SHIFTER));
            FloatVector k = shifted.sub(SHIFTER);
            FloatVector near = k.fma(FloatVector.broadcast(S, -HALF_PI_HIGH), magnitude);
            FloatVector middle = k.mul(HALF_PI_MIDDLE);
            FloatVector r = near.sub(middle);
            FloatVector lost =
                    near.sub(r).sub(middle).sub(k.fma(FloatVector.broadcast(S, HALF_PI_MIDDLE), middle.neg()));
            lost = k.fma(FloatVector.broadcast(S, -HALF_PI_LOW), lost);
            FloatVector z = r.mul(r);
            FloatVector q = FloatVector.fromArray(S, part, i);
            FloatVector curve = r.mul(z).fma(q, z.fma(lost, lost));
            FloatVector t = curve.add(r);
            FloatVector inverse = FloatVector.broadcast(S, -1).div(t);
            FloatVector error = inverse.fma(curve.sub(t.sub(r)), inverse.fma(t, FloatVector.broadcast(S, 1)));
            inverse = inverse.fma(error, inverse);
            VectorMask<Integer> even = shifted.reinterpretAsInts().and(1).compare(EQ, 0);
            IntVector result = inverse.reinterpretAsInts().blend(t.reinterpretAsInts(), even);
            IntVector sign = v.reinterpretAsInts().and(SIGN);
            result.lanewise(XOR, sign).reinterpretAsFloats().intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = FloatFunctions.tan(x[xAt + i]);
        }
    }
}
