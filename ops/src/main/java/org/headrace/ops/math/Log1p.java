package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** {@code log(1 + x)}, exact for small {@code x}: TensorFlow's {@code Log1p}. */
public record Log1p() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.log1p();
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_COMPLEX;
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.withName("mul").mul(dy, tf.math.reciprocal(tf.withName("add").add(1, tf.conj(op.input(0)))));
    }
}
