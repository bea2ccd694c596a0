package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** The inverse hyperbolic sine: TensorFlow's {@code Asinh}. */
public record Asinh() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.asinh();
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_COMPLEX;
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.withName("truediv").math.realDiv(dy, tf.math.cosh(tf.conj(op.output(0))));
    }
}
