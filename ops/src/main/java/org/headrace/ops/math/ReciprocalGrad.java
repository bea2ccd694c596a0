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

/** {@code -dy * conj(y)^2} for {@code y = 1 / x}: TensorFlow's {@code ReciprocalGrad}. */
public record ReciprocalGrad() implements Backprop, Differentiable {
    @Override
    public Expr formula(Expr y, Expr dy) {
        return dy.neg().times(y.conj()).times(y.conj());
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_COMPLEX;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> ddys) {
        Output grad = ddys.get(0);
        Output y = tf.conj(op.input(0));
        Output scaled = tf.withName("mul").mul(tf.withName("mul").mul(tf.conj(grad), -2.0), op.input(1));
        return Gradient.list(tf.withName("mul").mul(scaled, y), tf.math.reciprocalGrad(y, grad));
    }
}
