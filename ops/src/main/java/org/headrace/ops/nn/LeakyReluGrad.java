package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Backprop;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/** {@code dy} where {@code x > 0}, else {@code alpha * dy}: TensorFlow's {@code LeakyReluGrad}. */
public record LeakyReluGrad(float alpha) implements Backprop, Differentiable {
    @Override
    public Expr formula(Expr dy, Expr x) {
        return x.gt(Expr.constant(0)).select(dy, dy.times(alpha));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> ddys) {
        Output x = op.input(1);
        return Gradient.list(tf.nn.leakyReluGrad(ddys.get(0), x, alpha), tf.zeros(tf.shape(x), x.dtype()));
    }
}
