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

/** {@code a * b}, and 0 where {@code b} is 0, whatever {@code a} is: TensorFlow's {@code MulNoNan}. */
public record MulNoNan() implements Binary, Differentiable {
    @Override
    public Expr formula(Expr a, Expr b) {
        return b.eq(Expr.constant(0)).select(Expr.constant(0), a.times(b));
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_COMPLEX;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output dy = dys.get(0);
        Output a = op.input(0);
        Output b = op.input(1);
        return Broadcasting.reduce(tf, op, () -> tf.math.multiplyNoNan(dy, b), () -> tf.math.multiplyNoNan(a, dy));
    }
}
