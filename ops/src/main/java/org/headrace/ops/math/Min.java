package org.headrace.ops.math;

import org.headrace.ops.Reduction;
import org.headrace.ops.kernels.Fold;

/** The least along axes, NaN if one is; of nothing, the dtype's greatest value: TensorFlow's {@code Min}. */
public record Min(boolean keepDims) implements Reduction {
    @Override
    public Fold fold() {
        return Fold.MIN;
    }
}
