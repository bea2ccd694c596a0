package org.headrace.ops.math;

import org.headrace.core.DType;

/** The place of the least element along an axis, the first of equal ones, as int32 or int64: TensorFlow's {@code ArgMin}. */
public record ArgMin(DType outputType) implements ArgReduction {
    @Override
    public boolean least() {
        return true;
    }
}
