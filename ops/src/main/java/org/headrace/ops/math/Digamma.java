package org.headrace.ops.math;

import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.GammaFunctions;

/** The derivative of the logarithm of the gamma function: TensorFlow's {@code Digamma}. */
public record Digamma() implements SpecialUnary {
    @Override
    public double apply(double x) {
        return GammaFunctions.digamma(x);
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        Output one = tf.constant(Tensor.of(dy.dtype(), 1), "Const");
        return tf.withName("mul").mul(dy, tf.math.polygamma(one, op.input(0)));
    }
}
