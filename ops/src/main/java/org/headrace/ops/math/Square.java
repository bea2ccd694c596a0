package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** {@code x * x}: TensorFlow's {@code Square}. */
public record Square() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.times(x);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.ALGEBRAIC;
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        Output two = tf.constant(Tensor.of(dy.dtype(), 2.0), "Const");
        return tf.mul(dy, tf.mul(tf.conj(op.input(0)), two));
    }
}
