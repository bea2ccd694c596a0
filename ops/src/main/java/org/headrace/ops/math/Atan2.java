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

/** The angle of the point {@code (b, a)}, between -pi and pi: TensorFlow's {@code Atan2}. */
public record Atan2() implements Binary, Differentiable {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.atan2(b);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output dy = dys.get(0);
        Output a = op.input(0);
        Output b = op.input(1);
        Output squares = tf.add(tf.square(b), tf.square(a));
        Output scaled = tf.withName("truediv").math.realDiv(dy, squares);
        return Broadcasting.reduce(tf, op, () -> tf.withName("mul").mul(b, scaled), () -> tf.withName("mul")
                .mul(tf.neg(a), scaled));
    }
}
