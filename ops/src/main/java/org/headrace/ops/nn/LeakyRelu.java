package org.headrace.ops.nn;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** {@code x} if positive, else {@code alpha * x}: TensorFlow's {@code LeakyRelu}. */
public record LeakyRelu(float alpha) implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.gt(Expr.constant(0)).select(x, x.times(alpha));
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.nn.leakyReluGrad(dy, op.input(0), alpha);
    }
}
