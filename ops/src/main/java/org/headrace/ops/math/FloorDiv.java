package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.ops.Binary;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/** {@code a / b}, rounded toward negative infinity: TensorFlow's {@code FloorDiv}. Its gradients are none. */
public record FloorDiv() implements Binary, NotDifferentiable {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.floorDiv(b);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.ARITHMETIC;
    }
}
