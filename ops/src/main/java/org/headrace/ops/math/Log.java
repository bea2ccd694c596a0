package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** The natural logarithm: TensorFlow's {@code Log}. */
public record Log() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.log();
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_COMPLEX;
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.withName("mul").mul(dy, tf.math.reciprocal(tf.conj(op.input(0))));
    }
}
