package org.headrace.ops.math;

import org.headrace.ops.DTypes;
import org.headrace.ops.Reduction;
import org.headrace.ops.kernels.Fold;

/** Whether all along axes are true; of nothing, true: TensorFlow's {@code All}. */
public record All(boolean keepDims) implements Reduction {
    @Override
    public Fold fold() {
        return Fold.PROD; // of ones and zeros
    }

    @Override
    public DTypes dtypes() {
        return DTypes.BOOL;
    }
}
