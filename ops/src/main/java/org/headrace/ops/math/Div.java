package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Binary;
import org.headrace.ops.Broadcasting;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/** {@code a / b}, of integers toward zero: TensorFlow's {@code Div}. */
public record Div() implements Binary, Differentiable {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.div(b);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.ARITHMETIC;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output dy = dys.get(0);
        Output a = tf.conj(op.input(0));
        Output b = tf.conj(op.input(1));
        return Broadcasting.reduce(
                tf, op, () -> tf.div(dy, b), () -> tf.withName("mul").mul(dy, tf.div(tf.div(tf.neg(a), b), b)));
    }
}
