package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Backprop;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/** {@code dy} where {@code y >= 0}, else {@code dy * (y + 1)}, for {@code y = elu(x)}: TensorFlow's {@code EluGrad}. */
public record EluGrad() implements Backprop, Differentiable {
    @Override
    public Expr formula(Expr dy, Expr y) {
        return y.lt(Expr.constant(0)).select(y.plus(1).times(dy), dy);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> ddys) {
        Output grad = ddys.get(0);
        Output y = op.input(1);
        Output negative = tf.less(y, 0);
        Output curved = tf.withName("mul").mul(grad, op.input(0));
        return Gradient.list(tf.nn.eluGrad(grad, y), tf.where(negative, curved, tf.zerosLike(y)));
    }
}
