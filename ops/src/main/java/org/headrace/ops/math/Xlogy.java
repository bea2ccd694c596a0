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

/** {@code a * log(b)}, and 0 where {@code a} is 0: TensorFlow's {@code Xlogy}. */
public record Xlogy() implements Binary, Differentiable {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.eq(Expr.constant(0)).select(Expr.constant(0), a.times(b.log()));
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_COMPLEX;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output dy = dys.get(0);
        Output a = tf.conj(op.input(0));
        Output b = tf.conj(op.input(1));
        return Broadcasting.reduce(
                tf,
                op,
                () -> tf.withName("mul").mul(tf.math.xlogy(tf.cast(tf.notEqual(a, 0), a.dtype()), b), dy),
                () -> tf.withName("mul").mul(tf.math.xdivy(a, b), dy));
    }
}
