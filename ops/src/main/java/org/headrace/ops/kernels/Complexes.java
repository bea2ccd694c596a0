package org.headrace.ops.kernels;

import org.headrace.core.Tensor;

/** Elements of complex64 and complex128 tensors. */
public final class Complexes {
    private Complexes() {}

    public static double real(Tensor x, int i) {
        return x.array() instanceof float[] pairs ? pairs[2 * i] : x.doubles()[2 * i];
    }

    public static double imaginary(Tensor x, int i) {
        return x.array() instanceof float[] pairs ? pairs[2 * i + 1] : x.doubles()[2 * i + 1];
    }

    /** Writes element {@code i}, rounded if it is complex64. */
    public static void set(Tensor y, int i, double real, double imaginary) {
        if (y.array() instanceof float[] pairs) {
            pairs[2 * i] = (float) real;
            pairs[2 * i + 1] = (float) imaginary;
        } else {
            y.doubles()[2 * i] = real;
            y.doubles()[2 * i + 1] = imaginary;
        }
    }
}
