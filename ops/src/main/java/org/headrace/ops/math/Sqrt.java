package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** The square root: TensorFlow's {@code Sqrt}. */
public record Sqrt() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.sqrt();
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_COMPLEX;
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.math.sqrtGrad(op.output(0), dy);
    }
}
