package org.headrace.ops.signal;

import org.headrace.core.Output;
import org.headrace.ops.Ops;

/**
 * The Fourier transform along the last two axes, {@code y[k] = sum of x[t] exp(-2 pi i k t / n)}:
 * TensorFlow's {@code FFT2D}. Any length, in {@code O(n log n)}; complex64, complex128.
 */
public record FFT2D() implements Transform {
    @Override
    public int axes() {
        return 2;
    }

    @Override
    public boolean inverse() {
        return false;
    }

    @Override
    public Output back(Ops tf, Output dy) {
        return tf.signal.ifft2d(dy);
    }
}
