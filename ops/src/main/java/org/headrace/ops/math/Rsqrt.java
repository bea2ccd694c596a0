package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** {@code 1 / sqrt(x)}: TensorFlow's {@code Rsqrt}. */
public record Rsqrt() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.rsqrt();
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_COMPLEX;
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.math.rsqrtGrad(op.output(0), dy);
    }
}
