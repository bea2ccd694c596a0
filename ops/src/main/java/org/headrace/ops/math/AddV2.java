package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Binary;
import org.headrace.ops.Broadcasting;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/** {@code a + b}: TensorFlow's {@code AddV2}, which is {@code Add} without strings. */
public record AddV2() implements Binary, Differentiable {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.plus(b);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.ADDABLE;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output dy = dys.get(0);
        return Broadcasting.sharesShape(op, dy)
                ? Gradient.list(dy, dy)
                : Broadcasting.reduce(tf, op, () -> dy, () -> dy);
    }
}
