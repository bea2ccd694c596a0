package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.ops.Binary;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/** {@code a >> b}, by at least 0 and fewer than the dtype has bits; negative numbers stay negative: TensorFlow's {@code RightShift}. */
public record RightShift() implements Binary, NotDifferentiable {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.shiftRight(b);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.INTEGER;
    }
}
