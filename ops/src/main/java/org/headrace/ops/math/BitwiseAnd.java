package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.ops.Binary;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/** The bits that are set in both: TensorFlow's {@code BitwiseAnd}. */
public record BitwiseAnd() implements Binary, NotDifferentiable {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.bitAnd(b);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.INTEGER;
    }
}
