package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.IncompleteGamma;
import org.headrace.ops.kernels.PointwiseKernel;

/**
 * The regularized upper incomplete gamma function {@code Q(a, x) = 1 - P(a, x)}: TensorFlow's {@code Igammac}. NaN for
 * {@code x < 0} and {@code a <= 0}.
 */
public record Igammac() implements SpecialBinary, Differentiable {
    @Override
    public PointwiseKernel.Function function() {
        return IncompleteGamma::upper;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output[] ofLower = Igamma.ofBoth(tf, op, dys.get(0));
        return Gradient.list(tf.neg(ofLower[0]), tf.neg(ofLower[1]));
    }
}
