package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** -1, 0 or 1: TensorFlow's {@code Sign}. */
public record Sign() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.sign();
    }

    @Override
    public DTypes dtypes() {
        return DTypes.ALGEBRAIC;
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.zeros(tf.shape(op.input(0)), dy.dtype());
    }
}
