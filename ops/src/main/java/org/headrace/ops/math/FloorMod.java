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

/** {@code a - floor(a / b) * b}, which has the sign of {@code b}: TensorFlow's {@code FloorMod}. */
public record FloorMod() implements Binary, Differentiable {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.floorMod(b);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_INDEX;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output dy = dys.get(0);
        Output a = op.input(0);
        Output b = op.input(1);
        Broadcasting shapes = Broadcasting.of(tf, op);
        Output quotient = tf.add(new FloorDiv(), a, b);
        return Gradient.list(
                shapes.reduceA(dy), shapes.reduceB(tf.withName("mul").mul(dy, tf.neg(quotient))));
    }
}
