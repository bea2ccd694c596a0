package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.ops.Binary;
import org.headrace.ops.DTypes;

/** {@code a - trunc(a / b) * b}, which has the sign of {@code a}: TensorFlow's {@code TruncateMod}. */
public record TruncateMod() implements Binary {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.truncateMod(b);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_INDEX;
    }
}
