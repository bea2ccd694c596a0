package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** The error function, {@code 2/sqrt(pi)} times the integral of {@code exp(-t^2)} from 0 to {@code x}: TensorFlow's {@code Erf}. */
public record Erf() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.erf();
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        Output factor = tf.constant(Tensor.of(dy.dtype(), 2 / Math.sqrt(Math.PI)), "Const");
        Output scaled = tf.withName("mul").mul(dy, factor);
        return tf.withName("mul").mul(scaled, tf.exp(tf.neg(tf.square(op.input(0)))));
    }
}
