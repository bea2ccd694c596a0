package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;
import org.jspecify.annotations.Nullable;

/** The smallest integer not below {@code x}: TensorFlow's {@code Ceil}. Its gradient is none. */
public record Ceil() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.ceil();
    }

    @Override
    public @Nullable Output gradient(Ops tf, Op op, Output dy) {
        return null;
    }
}
