package org.headrace.ops.math;

import org.headrace.ops.kernels.IncompleteGamma;
import org.headrace.ops.kernels.PointwiseKernel;

/** The derivative of {@link Igamma} by {@code a}: TensorFlow's {@code IgammaGradA}. */
public record IgammaGradA() implements SpecialBinary {
    @Override
    public PointwiseKernel.Function function() {
        return IncompleteGamma::derivative;
    }
}
