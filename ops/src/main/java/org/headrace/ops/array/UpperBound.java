package org.headrace.ops.array;

import org.headrace.core.DType;

/**
 * The last places where {@code values [batch, m]} can be put into the sorted rows of {@code sorted_inputs [batch, n]}:
 * TensorFlow's {@code UpperBound}. Real numbers but uint32 and uint64.
 *
 * @param outType the dtype of the places, int32 or int64
 */
public record UpperBound(DType outType) implements Bounding {
    @Override
    public boolean afterEqual() {
        return true;
    }
}
