package org.headrace.ops.math;

import org.headrace.ops.DTypes;
import org.headrace.ops.Reduction;
import org.headrace.ops.kernels.Fold;

/** Whether any along axes is true; of nothing, false: TensorFlow's {@code Any}. */
public record Any(boolean keepDims) implements Reduction {
    @Override
    public Fold fold() {
        return Fold.SUM; // of ones and zeros: not zero if any is one
    }

    @Override
    public DTypes dtypes() {
        return DTypes.BOOL;
    }
}
