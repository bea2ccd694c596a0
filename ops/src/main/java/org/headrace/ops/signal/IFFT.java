package org.headrace.ops.signal;

import org.headrace.core.Output;
import org.headrace.ops.Ops;

/**
 * The inverse Fourier transform along the last axis, {@code x[t] = sum of y[k] exp(2 pi i k t / n) / n}:
 * TensorFlow's {@code IFFT}. Any length, in {@code O(n log n)}; complex64, complex128.
 */
public record IFFT() implements Transform {
    @Override
    public int axes() {
        return 1;
    }

    @Override
    public boolean inverse() {
        return true;
    }

    @Override
    public Output back(Ops tf, Output dy) {
        return tf.signal.fft(dy);
    }
}
