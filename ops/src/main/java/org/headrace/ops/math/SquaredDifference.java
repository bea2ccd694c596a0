package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.Binary;
import org.headrace.ops.Broadcasting;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/** {@code (a - b)^2}: TensorFlow's {@code SquaredDifference}. */
public record SquaredDifference() implements Binary, Differentiable {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.minus(b).conj().times(a.minus(b));
    }

    @Override
    public DTypes dtypes() {
        return DTypes.ALGEBRAIC;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output dy = dys.get(0);
        Broadcasting shapes = Broadcasting.of(tf, op);
        Output two = tf.constant(Tensor.of(dy.dtype(), 2.0), "scalar");
        Output twice = tf.mul(two, dy);
        Output difference = tf.withName("sub").sub(op.input(0), op.input(1));
        Output da = tf.withName("mul").mul(twice, difference);
        return Gradient.list(shapes.reduceA(da), tf.neg(shapes.reduceB(da)));
    }
}
