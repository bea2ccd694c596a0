package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** The inverse hyperbolic cosine, NaN below 1: TensorFlow's {@code Acosh}. */
public record Acosh() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.acosh();
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_COMPLEX;
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.withName("truediv").math.realDiv(dy, tf.math.sinh(tf.conj(op.output(0))));
    }
}
