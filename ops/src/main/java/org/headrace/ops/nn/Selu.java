package org.headrace.ops.nn;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** {@code scale * x} if positive, else {@code scale * alpha * (exp(x) - 1)}, with the constants that keep mean 0 and variance 1
 * (Klambauer et al., 2017): TensorFlow's {@code Selu}. */
@SuppressWarnings("FloatingPointLiteralPrecision") // the constants as published
public record Selu() implements Unary {
    static final double SCALE = 1.0507009873554804934193349852946;
    static final double SCALE_ALPHA = 1.7580993408473768599402175208123;

    @Override
    public Expr formula(Expr x) {
        return x.lt(Expr.constant(0)).select(x.expm1().times(SCALE_ALPHA), x.times(SCALE));
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.nn.seluGrad(dy, op.output(0));
    }
}
