package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Backprop;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/** {@code dy / (1 + exp(-x))}: TensorFlow's {@code SoftplusGrad}. */
public record SoftplusGrad() implements Backprop, Differentiable {
    @Override
    public Expr formula(Expr dy, Expr x) {
        return dy.div(x.neg().exp().plus(1));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> ddys) {
        Output grad = ddys.get(0);
        Output x = op.input(1);
        Output ddy = tf.nn.softplusGrad(grad, x);
        Output scaled = tf.withName("mul").mul(grad, op.input(0));
        Output falling = tf.withName("add").add(tf.exp(tf.neg(x)), 2.0);
        Output sum = tf.withName("add").add(falling, tf.exp(x));
        return Gradient.list(ddy, tf.div(scaled, sum));
    }
}
