package org.headrace.ops.nn;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** {@code x / (1 + |x|)}: TensorFlow's {@code Softsign}. */
public record Softsign() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.div(x.abs().plus(1));
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.nn.softsignGrad(dy, op.input(0));
    }
}
