package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** {@code 1 / x}, under its name of old: TensorFlow's {@code Inv}. */
public record Inv() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.reciprocal();
    }

    @Override
    public DTypes dtypes() {
        return DTypes.ALGEBRAIC;
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.math.reciprocalGrad(op.output(0), dy);
    }
}
