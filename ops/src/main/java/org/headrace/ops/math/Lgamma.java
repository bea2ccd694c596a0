package org.headrace.ops.math;

import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.GammaFunctions;

/** The logarithm of the gamma function's absolute value: TensorFlow's {@code Lgamma}. */
public record Lgamma() implements SpecialUnary {
    @Override
    public double apply(double x) {
        return GammaFunctions.lgamma(x);
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.withName("mul").mul(dy, tf.math.digamma(op.input(0)));
    }
}
