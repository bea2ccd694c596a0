package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.ops.Comparison;

/** {@code a > b}: TensorFlow's {@code Greater}. */
public record Greater() implements Comparison {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.gt(b);
    }
}
