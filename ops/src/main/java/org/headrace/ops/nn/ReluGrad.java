package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Backprop;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/** {@code dy} where {@code x > 0}, else 0; {@code x} may be Relu's input or output: TensorFlow's {@code ReluGrad}. */
public record ReluGrad() implements Backprop, Differentiable {
    @Override
    public Expr formula(Expr dy, Expr x) {
        return dy.times(x.gt(Expr.constant(0)));
    }

    @Override
    public DTypes dtypes() {
        return DTypes.NUMERIC;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> ddys) {
        Output x = op.input(1);
        return Gradient.list(tf.nn.reluGrad(ddys.get(0), x), tf.zeros(tf.shape(x), x.dtype()));
    }
}
