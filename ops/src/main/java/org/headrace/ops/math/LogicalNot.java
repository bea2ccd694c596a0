package org.headrace.ops.math;

import java.util.Map;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.ops.DTypes;
import org.headrace.ops.Predicate;

/** Whether {@code x} is false: TensorFlow's {@code LogicalNot}. */
public record LogicalNot() implements Predicate {
    @Override
    public Expr formula(Expr x) {
        return x.not();
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
