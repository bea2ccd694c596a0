package org.headrace.ops.random;

import org.headrace.ops.kernels.IncompleteGamma;
import org.headrace.ops.kernels.PointwiseKernel;
import org.headrace.ops.math.SpecialBinary;

/**
 * How a sample of the gamma distribution changes with the parameter {@code alpha} that it was drawn with: TensorFlow's
 * {@code RandomGammaGrad(alpha, sample)}, of which {@code RandomGamma}'s gradient is made.
 */
public record RandomGammaGrad() implements SpecialBinary {
    @Override
    public PointwiseKernel.Function function() {
        return IncompleteGamma::sampleDerivative;
    }
}
