package org.headrace.ops.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.FloatFunctions;

/** Powers of float32, computed in float64 as {@link FloatFunctions#pow} does, some at a time. */
final class FloatPowers {
    private static final int CHUNK = 256;
    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> HALF =
            VectorSpecies.of(float.class, VectorShape.forBitSize(D.vectorBitSize() / 2));

    private final ThreadLocal<double[]> scratch = ThreadLocal.withInitial(() -> new double[CHUNK]);

    void pow(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        double[] power = scratch.get();
        for (int from = 0; from < n; from += CHUNK) {
            int m = Math.min(CHUNK, n - from);
            magnitudes(a, aAt + from, power, m);
            DoubleLogarithms.log(power, 0, power, 0, m);
            multiply(b, bAt + from, power, m);
            DoubleExponentials.exp(power, 0, power, 0, m);
            for (int i = 0; i < m; i++) {
                y[yAt + from + i] = FloatFunctions.pow(a[aAt + from + i], b[bAt + from + i], power[i]);
            }
        }
    }

    private static void magnitudes(float[] x, int xAt, double[] y, int n) {
        int i = 0;
        for (; i < D.loopBound(n); i += D.length()) {
            FloatVector v = FloatVector.fromArray(HALF, x, xAt + i).abs();
            v.convertShape(VectorOperators.F2D, D, 0).reinterpretAsDoubles().intoArray(y, i);
        }
        for (; i < n; i++) {
            y[i] = Math.abs(x[xAt + i]);
        }
    }

    private static void multiply(float[] x, int xAt, double[] y, int n) {
        int i = 0;
        for (; i < D.loopBound(n); i += D.length()) {
            FloatVector v = FloatVector.fromArray(HALF, x, xAt + i);
            DoubleVector wide = v.convertShape(VectorOperators.F2D, D, 0).reinterpretAsDoubles();
            wide.mul(DoubleVector.fromArray(D, y, i)).intoArray(y, i);
        }
        for (; i < n; i++) {
            y[i] *= x[xAt + i];
        }
    }
}
