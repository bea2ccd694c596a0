package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.ops.Comparison;

/** {@code a >= b}: TensorFlow's {@code GreaterEqual}. */
public record GreaterEqual() implements Comparison {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.ge(b);
    }
}
