package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.ops.Comparison;

/** {@code a <= b}: TensorFlow's {@code LessEqual}. */
public record LessEqual() implements Comparison {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.le(b);
    }
}
