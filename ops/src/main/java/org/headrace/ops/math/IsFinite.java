package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.ops.Predicate;

/** Whether {@code x} is neither infinite nor NaN: TensorFlow's {@code IsFinite}. */
public record IsFinite() implements Predicate {
    @Override
    public Expr formula(Expr x) {
        return x.abs().lt(Expr.constant(Double.POSITIVE_INFINITY));
    }
}
