package org.headrace.ops.math;

import java.util.Map;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.ops.Comparison;
import org.headrace.ops.DTypes;

/** Whether either is true: TensorFlow's {@code LogicalOr}. */
public record LogicalOr() implements Comparison {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.or(b);
    }

    @Override
    public DTypes dtypes() {
        return DTypes.BOOL;
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of();
    }
}
