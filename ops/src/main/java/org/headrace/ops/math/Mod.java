package org.headrace.ops.math;

import org.headrace.core.Expr;
import org.headrace.ops.Binary;
import org.headrace.ops.DTypes;

/** The remainder of a division that rounds toward zero: TensorFlow's {@code Mod}. */
public record Mod() implements Binary {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.truncateMod(b);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_INDEX;
    }
}
