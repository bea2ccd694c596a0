package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** The tangent: TensorFlow's {@code Tan}. */
public record Tan() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.tan();
    }

    @Override
    public DTypes dtypes() {
        return DTypes.ALGEBRAIC;
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        Output secant = tf.math.reciprocal(tf.math.cos(tf.conj(op.input(0))));
        return tf.withName("mul").mul(tf.square(secant), dy);
    }
}
