package org.headrace.ops.vector;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
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
import static org.headrace.ops.kernels.DoubleFunctions.EXP_OF_NORMAL;
import static org.headrace.ops.kernels.DoubleFunctions.LN2_HIGH;
import static org.headrace.ops.kernels.DoubleFunctions.LN2_LOW;
import static org.headrace.ops.kernels.DoubleFunctions.LOG2_E;
import static org.headrace.ops.kernels.DoubleFunctions.ONE_BITS;
import static org.headrace.ops.kernels.DoubleFunctions.SHIFTER;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.DoubleFunctions;
import org.headrace.ops.kernels.ScalarDoubleSoftmax;

/** The loops of softmax of float64 on the Vector API. */
final class VectorDoubleSoftmax extends ScalarDoubleSoftmax {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = S.length();
    /** Shorter rows are taken as one. */
    private static final int SHORT = 4 * WIDTH;

    @Override
    public void max(double[] x, int from, int n, int rows, double[] max) {
        if (0 < n && n < SHORT) {
            super.max(x, from, n, rows, max);
            return;
        }
        for (int r = 0; r < rows; r++) {
            max[r] = max(x, from + r * n, from + (r + 1) * n);
        }
    }

    private static double max(double[] x, int from, int to) {
        DoubleVector a = DoubleVector.broadcast(S, Double.NEGATIVE_INFINITY);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        for (int next = from; next < to; next += SHORT) {
            int i = Math.min(next, to - SHORT); // what the last ones have seen twice is no greater for it
            DoubleVector x0 = DoubleVector.fromArray(S, x, i);
            DoubleVector x1 = DoubleVector.fromArray(S, x, i + WIDTH);
            DoubleVector x2 = DoubleVector.fromArray(S, x, i + 2 * WIDTH);
            DoubleVector x3 = DoubleVector.fromArray(S, x, i + 3 * WIDTH);
            a = a.blend(x0, x0.compare(GT, a));
            b = b.blend(x1, x1.compare(GT, b));
            c = c.blend(x2, x2.compare(GT, c));
            d = d.blend(x3, x3.compare(GT, d));
        }
        return a.max(b).max(c.max(d)).reduceLanes(VectorOperators.MAX);
    }

    @Override
    public void exp(double[] x, int from, int n, int rows, double[] max, double[] y, int at) {
        if (n >= SHORT) {
            for (int r = 0; r < rows; r++) {
                exp(x, from + r * n, max[r], y, at + r * n, n);
            }
            return;
        }
        for (int r = 0; r < rows; r++) {
            double c = max[r];
            for (int j = r * n; j < (r + 1) * n; j++) {
                y[at + j] = x[from + j] - c;
            }
        }
        exp(y, at, 0, y, at, rows * n);
    }

    private static void exp(double[] x, int from, double max, double[] y, int at, int n) {
        int whole = S.loopBound(n);
        int i = 0;
        for (; i < whole; i += WIDTH) {
            DoubleVector c = DoubleVector.fromArray(S, x, from + i).sub(max);
            DoubleVector shifted = c.fma(DoubleVector.broadcast(S, LOG2_E), DoubleVector.broadcast(S, SHIFTER));
            DoubleVector k = shifted.sub(SHIFTER);
            DoubleVector s = k.fma(DoubleVector.broadcast(S, -LN2_LOW), k.fma(DoubleVector.broadcast(S, -LN2_HIGH), c));
            DoubleVector q = DoubleVector.broadcast(S, EXP_9).fma(s, DoubleVector.broadcast(S, EXP_8));
            q = q.fma(s, DoubleVector.broadcast(S, EXP_7));
            q = q.fma(s, DoubleVector.broadcast(S, EXP_6));
            q = q.fma(s, DoubleVector.broadcast(S, EXP_5));
            q = q.fma(s, DoubleVector.broadcast(S, EXP_4));
            q = q.fma(s, DoubleVector.broadcast(S, EXP_3));
            q = q.fma(s, DoubleVector.broadcast(S, EXP_2));
            q = q.fma(s, DoubleVector.broadcast(S, EXP_1));
            q = q.fma(s, DoubleVector.broadcast(S, EXP_0));
            q = s.mul(s).fma(q, s).add(1);
            LongVector power = shifted.reinterpretAsLongs().lanewise(LSHL, 52).add(ONE_BITS);
            DoubleVector e = q.mul(power.reinterpretAsDoubles());
            e.blend(0, c.compare(LT, EXP_OF_NORMAL)).intoArray(y, at + i);
        }
        if (i < n && i > 0 && x != y) { // the last vector begins earlier
            exp(x, from + n - WIDTH, max, y, at + n - WIDTH, WIDTH);
            return;
        }
        for (; i < n; i++) {
            y[at + i] = DoubleFunctions.expOfNegative(x[from + i] - max);
        }
    }
}
