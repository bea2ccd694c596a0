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

/** {@code a - b}: TensorFlow's {@code Sub}. */
public record Sub() implements Binary, Differentiable {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.minus(b);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.ARITHMETIC;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output dy = dys.get(0);
        if (Broadcasting.sharesShape(op, dy)) {
            return Gradient.list(dy, tf.neg(dy));
        }
        Broadcasting shapes = Broadcasting.of(tf, op);
        return Gradient.list(shapes.reduceA(dy), shapes.reduceB(dy, tf::neg));
    }
}
