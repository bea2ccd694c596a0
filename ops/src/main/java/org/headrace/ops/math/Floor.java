package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;
import org.jspecify.annotations.Nullable;

/** The greatest integer not above {@code x}: TensorFlow's {@code Floor}. Its gradient is none. */
public record Floor() implements Unary {
    @Override
    public Expr formula(Expr x) {
        return x.floor();
    }

    @Override
    public @Nullable Output gradient(Ops tf, Op op, Output dy) {
        return null;
    }
}
