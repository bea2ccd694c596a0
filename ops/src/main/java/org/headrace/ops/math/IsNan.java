package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.ops.Predicate;

/** Whether {@code x} is not a number: TensorFlow's {@code IsNan}. */
public record IsNan() implements Predicate {
    @Override
    public Expr formula(Expr x) {
        return x.isNan();
    }
}
