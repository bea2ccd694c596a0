package org.headrace.ops.nn;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** {@code log(1 + exp(x))}, without overflow for large {@code x}: TensorFlow's {@code Softplus}. */
public record Softplus() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.max(0).plus(x.abs().neg().exp().log1p());
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.nn.softplusGrad(dy, op.input(0));
    }
}
