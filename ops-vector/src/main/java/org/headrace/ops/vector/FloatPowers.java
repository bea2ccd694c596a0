package org.headrace.ops.vector;

import org.headrace.ops.kernels.FloatFunctions;

/** Powers of float32, computed in float64 as {@link FloatFunctions#pow} does, some at a time. */
final class FloatPowers {
    private static final int CHUNK = 256;

    private final ThreadLocal<double[]> scratch = ThreadLocal.withInitial(() -> new double[CHUNK]);

    void pow(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        double[] power = scratch.get();
        int from = 0;
        do {
            int m = Math.min(CHUNK, n - from);
            magnitudes(a, aAt + from, power, m);
            DoubleLogarithms.log(power, 0, power, 0, m);
            multiply(b, bAt + from, power, m);
            DoubleExponentials.exp(power, 0, power, 0, m);
            for (int i = 0; i < m; i++) {
                y[yAt + from + i] = FloatFunctions.pow(a[aAt + from + i], b[bAt + from + i], power[i]);
            }
            from += CHUNK;
        } while (from < n);
    }

    // Plain loops, which the JIT vectorizes: float vectors of a second width in a JVM would make JDK 17 keep all on the
    // heap.

    private static void magnitudes(float[] x, int xAt, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.abs(x[xAt + i]);
        }
    }

    private static void multiply(float[] x, int xAt, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] *= x[xAt + i];
        }
    }
}
