package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.ops.Predicate;

/** Whether {@code x} is infinite: TensorFlow's {@code IsInf}. */
public record IsInf() implements Predicate {
    @Override
    public Expr formula(Expr x) {
        return x.abs().eq(Expr.constant(Double.POSITIVE_INFINITY));
    }
}
