package org.headrace.ops.nn;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** {@code x} if positive, else {@code exp(x) - 1}: TensorFlow's {@code Elu}. */
public record Elu() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.lt(Expr.constant(0)).select(x.expm1(), x);
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.nn.eluGrad(dy, op.output(0));
    }
}
