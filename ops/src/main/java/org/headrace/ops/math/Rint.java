package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;
import org.jspecify.annotations.Nullable;

/** The nearest integer, the even one of two: TensorFlow's {@code Rint}. Its gradient is none. */
public record Rint() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.rint();
    }

    @Override
    public @Nullable Output gradient(Ops tf, Op op, Output dy) {
        return null;
    }
}
