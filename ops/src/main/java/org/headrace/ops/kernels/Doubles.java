package org.headrace.ops.kernels;

import org.headrace.core.DType;
import org.headrace.core.Tensor;

/** float32 and float64 to and from {@code double}. */
final class Doubles {
    private Doubles() {}

    /** Reads {@code n} elements from element {@code from} on to the beginning of {@code into}. */
    static void load(Tensor tensor, int from, double[] into, int n) {
        if (tensor.dtype() == DType.FLOAT64) {
            System.arraycopy(tensor.doubles(), from, into, 0, n);
            return;
        }
        float[] x = tensor.floats();
        for (int i = 0; i < n; i++) {
            into[i] = x[from + i];
        }
    }

    /** Writes {@code values[0]} to {@code values[n - 1]} from element {@code at} on, rounded. */
    static void store(double[] values, Tensor tensor, int at, int n) {
        if (tensor.dtype() == DType.FLOAT64) {
            System.arraycopy(values, 0, tensor.doubles(), at, n);
            return;
        }
        float[] y = tensor.floats();
        for (int i = 0; i < n; i++) {
            y[at + i] = (float) values[i];
        }
    }
}
