package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Reduction;
import org.headrace.ops.kernels.Fold;

/** The sums along axes; of nothing, 0: TensorFlow's {@code Sum}. float32 is summed with float64's accuracy or near it. */
public record Sum(boolean keepDims) implements Reduction, Differentiable {
    @Override
    public Fold fold() {
        return Fold.SUM;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(ReductionGradients.ofSum(tf, op, dy.get(0)), null);
    }
}
