package org.headrace.ops.math;

import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.ErrorFunction;

/** {@code 1 - erf(x)}, accurate where it is small too: TensorFlow's {@code Erfc}. */
public record Erfc() implements SpecialUnary {
    @Override
    public double apply(double x) {
        return ErrorFunction.erfc(x);
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        Output factor = tf.constant(Tensor.of(dy.dtype(), -2 / Math.sqrt(Math.PI)), "Const");
        Output scaled = tf.withName("mul").mul(dy, factor);
        return tf.withName("mul").mul(scaled, tf.exp(tf.neg(tf.square(op.input(0)))));
    }
}
