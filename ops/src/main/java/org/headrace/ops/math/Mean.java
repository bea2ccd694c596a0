package org.headrace.ops.math;

import org.headrace.ops.Reduction;
import org.headrace.ops.kernels.Fold;

/** The means along axes: TensorFlow's {@code Mean}. Of integers cut off toward zero; of nothing NaN, or 0 for integers. */
public record Mean(boolean keepDims) implements Reduction {
    @Override
    public Fold fold() {
        return Fold.MEAN;
    }
}
