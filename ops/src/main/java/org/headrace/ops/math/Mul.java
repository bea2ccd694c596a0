package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Binary;
import org.headrace.ops.Broadcasting;
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
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Broadcasting.reduce(
                tf, op, dy.get(0), () -> tf.mul(dy.get(0), op.input(1)), () -> tf.mul(op.input(0), dy.get(0)));
    }
}
