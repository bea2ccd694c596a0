package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Binary;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/** The greater of both: TensorFlow's {@code Maximum}. Of equal ones the gradient goes to the first. */
public record Maximum() implements Binary, Differentiable {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.max(b);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.FLOATING_OR_INDEX;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        return MaximumGradients.of(tf, op, dys.get(0), tf::greaterEqual);
    }
}
