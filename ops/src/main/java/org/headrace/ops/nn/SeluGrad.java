package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Backprop;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/** The gradient of Selu from its output {@code y}: TensorFlow's {@code SeluGrad}. */
public record SeluGrad() implements Backprop, Differentiable {
    @Override
    public Expr formula(Expr dy, Expr y) {
        return y.lt(Expr.constant(0)).select(dy.times(y.plus(Selu.SCALE_ALPHA)), dy.times(Selu.SCALE));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> ddys) {
        Output grad = ddys.get(0);
        Output y = op.input(1);
        Output negative = tf.less(y, 0);
        Output curved = tf.withName("mul").mul(grad, op.input(0));
        return Gradient.list(tf.nn.seluGrad(grad, y), tf.where(negative, curved, tf.zerosLike(y)));
    }
}
