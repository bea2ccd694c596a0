package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Backprop;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/** {@code dy * -0.5 * conj(y)^3} for {@code y = 1 / sqrt(x)}: TensorFlow's {@code RsqrtGrad}. */
public record RsqrtGrad() implements Backprop, Differentiable {
    @Override
    public Expr formula(Expr y, Expr dy) {
        return dy.times(-0.5).times(y.conj()).times(y.conj()).times(y.conj());
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_COMPLEX;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> ddys) {
        Output grad = ddys.get(0);
        Output y = tf.conj(op.input(0));
        Output scaled = tf.withName("mul").mul(tf.withName("mul").mul(-1.5, tf.conj(grad)), op.input(1));
        return Gradient.list(tf.withName("mul").mul(scaled, tf.square(y)), tf.math.rsqrtGrad(y, grad));
    }
}
