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

/** {@code dy * y * (1 - y)} for {@code y = sigmoid(x)}: TensorFlow's {@code SigmoidGrad}. */
public record SigmoidGrad() implements Backprop, Differentiable {
    @Override
    public Expr formula(Expr y, Expr dy) {
        return dy.times(y).times(Expr.constant(1).minus(y));
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_COMPLEX;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> ddys) {
        Output grad = ddys.get(0);
        Output y = tf.conj(op.input(0));
        Output dy = tf.conj(op.input(1));
        Output scaled = tf.withName("mul").mul(grad, dy);
        Output twice = tf.withName("mul").mul(2.0, scaled);
        Output curved = tf.withName("mul").mul(twice, y);
        return Gradient.list(tf.withName("sub").sub(scaled, curved), tf.math.sigmoidGrad(y, grad));
    }
}
