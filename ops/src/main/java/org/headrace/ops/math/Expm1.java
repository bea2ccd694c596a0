package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** {@code exp(x) - 1}, exact for small {@code x}: TensorFlow's {@code Expm1}. */
public record Expm1() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.expm1();
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_COMPLEX;
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.withName("mul").mul(dy, tf.exp(tf.conj(op.input(0))));
    }
}
