package org.headrace.ops.math;

import org.headrace.ops.Reduction;
import org.headrace.ops.kernels.Fold;

/** The sums along axes; of nothing, 0: TensorFlow's {@code Sum}. float32 is summed with float64's accuracy or near it. */
public record Sum(boolean keepDims) implements Reduction {
    @Override
    public Fold fold() {
        return Fold.SUM;
    }
}
