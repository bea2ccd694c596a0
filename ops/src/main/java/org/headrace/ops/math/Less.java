package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.ops.Comparison;

/** {@code a < b}: TensorFlow's {@code Less}. */
public record Less() implements Comparison {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.lt(b);
    }
}
