package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Binary;
import org.headrace.ops.Broadcasting;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/** {@code a * b}: TensorFlow's {@code Mul}. */
public record Mul() implements Binary, Differentiable {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.times(b);
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
        // TensorFlow takes the short way for this dtype alone
        return dy.dtype() == DType.FLOAT32 && Broadcasting.sharesShape(op, dy)
                ? Gradient.list(tf.mul(dy, b), tf.mul(dy, a))
                : Broadcasting.reduce(tf, op, () -> tf.mul(dy, b), () -> tf.mul(a, dy));
    }
}
