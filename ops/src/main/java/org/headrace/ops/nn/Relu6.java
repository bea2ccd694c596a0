package org.headrace.ops.nn;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;

/** {@code min(max(x, 0), 6)}: TensorFlow's {@code Relu6}. */
public record Relu6() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.max(0).min(6);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.NUMERIC;
    }

    @Override
    public Output gradient(Ops tf, Op op, Output dy) {
        return tf.nn.relu6Grad(dy, op.output(0));
    }
}
