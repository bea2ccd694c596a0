package org.headrace.ops.signal;

import org.headrace.core.Output;
import org.headrace.ops.Ops;

/**
 * The Fourier transform along the last three axes, {@code y[k] = sum of x[t] exp(-2 pi i k t / n)}:
 * TensorFlow's {@code FFT3D}. Any length, in {@code O(n log n)}; complex64, complex128.
 */
public record FFT3D() implements Transform {
    @Override
    public int axes() {
        return 3;
    }

    @Override
    public boolean inverse() {
        return false;
    }

    @Override
    public Output back(Ops tf, Output dy) {
        return tf.signal.ifft3d(dy);
    }
}
