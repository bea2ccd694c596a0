package org.headrace.ops.math;

import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** {@code |x|}: TensorFlow's {@code Abs}. */
public record Abs() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.abs();
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_INDEX.and(DTypes.of(DType.INT8, DType.INT16));
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.withName("mul").mul(dy, tf.math.sign(op.input(0)));
    }
}
