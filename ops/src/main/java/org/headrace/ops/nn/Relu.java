package org.headrace.ops.nn;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** {@code max(x, 0)}: TensorFlow's {@code Relu}. */
public record Relu() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.max(0);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.NUMERIC;
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.nn.reluGrad(dy, op.output(0));
    }
}
