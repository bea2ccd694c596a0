package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Broadcasting;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.GammaFunctions;
import org.headrace.ops.kernels.PointwiseKernel;

/**
 * Derivative {@code a + 1} of the logarithm of the gamma function at {@code x}: TensorFlow's {@code Polygamma}. NaN unless
 * {@code a} is a whole number from 0 on. No gradient flows to {@code a}.
 */
public record Polygamma() implements SpecialBinary, Differentiable {
    @Override
    public PointwiseKernel.Function function() {
        return GammaFunctions::polygamma;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output n = op.input(0);
        Output x = op.input(1);
        Broadcasting shapes = Broadcasting.of(tf, op);
        Output byX = tf.math.polygamma(tf.withName("add").add(n, 1), x);
        return Gradient.list(null, shapes.reduceB(tf.withName("mul").mul(byX, dys.get(0))));
    }
}
