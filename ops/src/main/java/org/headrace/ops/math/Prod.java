package org.headrace.ops.math;

import org.headrace.ops.Reduction;
import org.headrace.ops.kernels.Fold;

/** The products along axes; of nothing, 1: TensorFlow's {@code Prod}. */
public record Prod(boolean keepDims) implements Reduction {
    @Override
    public Fold fold() {
        return Fold.PROD;
    }
}
