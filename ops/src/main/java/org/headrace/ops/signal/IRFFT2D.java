package org.headrace.ops.signal;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * The real numbers of a spectrum along the last two axes: TensorFlow's {@code IRFFT2D}. complex64 {@code [..., n / 2 + 1]}
 * gives float32 {@code [..., n]}; input 1, {@code fft_length}, says what {@code n} is.
 */
public record IRFFT2D() implements RealTransform {
    @Override
    public int axes() {
        return 2;
    }

    @Override
    public boolean inverse() {
        return true;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return SpectrumGradients.ofReal(tf, op, dy.get(0), 2);
    }
}
