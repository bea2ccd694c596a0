package org.headrace.ops.math;

import org.headrace.ops.Reduction;
import org.headrace.ops.kernels.Fold;

/** The greatest along axes, NaN if one is; of nothing, the dtype's least value: TensorFlow's {@code Max}. */
public record Max(boolean keepDims) implements Reduction {
    @Override
    public Fold fold() {
        return Fold.MAX;
    }
}
