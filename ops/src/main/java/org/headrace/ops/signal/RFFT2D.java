package org.headrace.ops.signal;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * The Fourier transform of real numbers along the last two axes: TensorFlow's {@code RFFT2D}. float32 {@code [..., n]} gives
 * complex64 {@code [..., n / 2 + 1]}; input 1, {@code fft_length}, says how many of the numbers are taken.
 */
public record RFFT2D() implements RealTransform {
    @Override
    public int axes() {
        return 2;
    }

    @Override
    public boolean inverse() {
        return false;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return SpectrumGradients.ofSpectrum(tf, op, dy.get(0), 2);
    }
}
