package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.ops.Binary;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/** The bits that are set in either: TensorFlow's {@code BitwiseOr}. */
public record BitwiseOr() implements Binary, NotDifferentiable {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.bitOr(b);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.INTEGER;
    }
}
