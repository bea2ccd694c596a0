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

/** {@code dy * 0.5 / conj(y)} for {@code y = sqrt(x)}: TensorFlow's {@code SqrtGrad}. */
public record SqrtGrad() implements Backprop, Differentiable {
    @Override
    public Expr formula(Expr y, Expr dy) {
        return dy.times(0.5).div(y.conj());
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_COMPLEX;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> ddys) {
        Output grad = ddys.get(0);
        Output quotient = tf.div(grad, op.input(0));
        Output dy = tf.withName("mul").mul(tf.neg(tf.conj(quotient)), op.output(0));
        return Gradient.list(dy, tf.withName("mul").mul(0.5, quotient));
    }
}
