package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;
import org.jspecify.annotations.Nullable;

/** The nearest integer, the even one of two: TensorFlow's {@code Round}, which takes integers too. Its gradient is none. */
public record Round() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.rint();
    }

    @Override
    public DTypes dtypes() {
        return DTypes.ALGEBRAIC;
    }

    @Override
    public @Nullable Output gradient(Ops tf, Op op, Output dy) {
        return null;
    }
}
