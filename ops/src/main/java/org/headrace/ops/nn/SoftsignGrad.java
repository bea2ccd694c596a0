package org.headrace.ops.nn;

import org.headrace.core.Expr;
import org.headrace.ops.Backprop;

/** {@code dy / (1 + |x|)^2}: TensorFlow's {@code SoftsignGrad}. It has no gradient of its own, as in TensorFlow. */
public record SoftsignGrad() implements Backprop {
    @Override
    public Expr formula(Expr dy, Expr x) {
        return dy.div(x.abs().plus(1).times(x.abs().plus(1)));
    }
}
