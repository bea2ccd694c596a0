package org.headrace.ops.math;

import org.headrace.core.DType;

/** The place of the greatest element along an axis, the first of equal ones, as int32 or int64: TensorFlow's {@code ArgMax}. */
public record ArgMax(DType outputType) implements ArgReduction {
    @Override
    public boolean least() {
        return false;
    }
}
