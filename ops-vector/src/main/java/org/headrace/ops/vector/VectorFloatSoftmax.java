package org.headrace.ops.vector;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.headrace.ops.kernels.FloatFunctions.EXP_0;
import static org.headrace.ops.kernels.FloatFunctions.EXP_1;
import static org.headrace.ops.kernels.FloatFunctions.EXP_2;
import static org.headrace.ops.kernels.FloatFunctions.EXP_3;
import static org.headrace.ops.kernels.FloatFunctions.EXP_4;
import static org.headrace.ops.kernels.FloatFunctions.EXP_OF_NORMAL;
import static org.headrace.ops.kernels.FloatFunctions.LN2_HIGH;
import static org.headrace.ops.kernels.FloatFunctions.LN2_LOW;
import static org.headrace.ops.kernels.FloatFunctions.LOG2_E;
import static org.headrace.ops.kernels.FloatFunctions.ONE_BITS;
import static org.headrace.ops.kernels.FloatFunctions.SHIFTER;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.FloatFunctions;
import org.headrace.ops.kernels.ScalarFloatSoftmax;

/** The loops of softmax of float32 on the Vector API. */
final class VectorFloatSoftmax extends ScalarFloatSoftmax {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = S.length();
    /** Shorter rows are taken as one. */
    private static final int SHORT = 4 * WIDTH;

    @Override
    public void max(float[] x, int from, int n, int rows, double[] max) {
        if (0 < n && n < SHORT) {
            super.max(x, from, n, rows, max);
            return;
        }
        for (int r = 0; r < rows; r++) {
            max[r] = max(x, from + r * n, from + (r + 1) * n);
        }
    }

    private static float max(float[] x, int from, int to) {
        FloatVector a = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int next = from; next < to; next += SHORT) {
            int i = Math.min(next, to - SHORT); // what the last ones have seen twice is no greater for it
            FloatVector x0 = FloatVector.fromArray(S, x, i);
            FloatVector x1 = FloatVector.fromArray(S, x, i + WIDTH);
            FloatVector x2 = FloatVector.fromArray(S, x, i + 2 * WIDTH);
            FloatVector x3 = FloatVector.fromArray(S, x, i + 3 * WIDTH);
            a = a.blend(x0, x0.compare(GT, a));
            b = b.blend(x1, x1.compare(GT, b));
            c = c.blend(x2, x2.compare(GT, c));
            d = d.blend(x3, x3.compare(GT, d));
        }
        return a.max(b).max(c.max(d)).reduceLanes(VectorOperators.MAX);
    }

    @Override
    public void exp(float[] x, int from, int n, int rows, double[] max, float[] y, int at) {
        if (n >= SHORT) {
            for (int r = 0; r < rows; r++) {
                exp(x, from + r * n, (float) max[r], y, at + r * n, n);
            }
            return;
        }
        for (int r = 0; r < rows; r++) {
            float c = (float) max[r];
            for (int j = r * n; j < (r + 1) * n; j++) {
                y[at + j] = x[from + j] - c;
            }
        }
        exp(y, at, 0, y, at, rows * n);
    }

    private static void exp(float[] x, int from, float max, float[] y, int at, int n) {
        int whole = S.loopBound(n);
        int i = 0;
        for (; i < whole; i += WIDTH) {
            FloatVector c = FloatVector.fromArray(S, x, from + i).sub(max);
            FloatVector shifted = c.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, SHIFTER));
            FloatVector k = shifted.sub(SHIFTER);
            FloatVector s = k.fma(FloatVector.broadcast(S, -LN2_LOW), k.fma(FloatVector.broadcast(S, -LN2_HIGH), c));
            FloatVector q = FloatVector.broadcast(S, EXP_4).fma(s, FloatVector.broadcast(S, EXP_3));
            q = q.fma(s, FloatVector.broadcast(S, EXP_2));
            q = q.fma(s, FloatVector.broadcast(S, EXP_1));
            q = q.fma(s, FloatVector.broadcast(S, EXP_0));
            q = s.mul(s).fma(q, s).add(1);
            IntVector power = shifted.reinterpretAsInts().lanewise(LSHL, 23).add(ONE_BITS);
            FloatVector e = q.mul(power.reinterpretAsFloats());
            e.blend(0, c.compare(LT, EXP_OF_NORMAL)).intoArray(y, at + i);
        }
        if (i < n && i > 0 && x != y) { // the last vector begins earlier
            exp(x, from + n - WIDTH, max, y, at + n - WIDTH, WIDTH);
            return;
        }
        for (; i < n; i++) {
            y[at + i] = FloatFunctions.expOfNegative(x[from + i] - max);
        }
    }
}
