package org.headrace.ops.math;

import java.util.Map;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.ops.Comparison;
import org.headrace.ops.DTypes;

/** Whether both are true: TensorFlow's {@code LogicalAnd}. */
public record LogicalAnd() implements Comparison {
    @Override
    public Expr formula(Expr a, Expr b) {
        return a.and(b);
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
