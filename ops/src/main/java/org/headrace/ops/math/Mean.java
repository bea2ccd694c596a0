package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Reduction;
import org.headrace.ops.kernels.Fold;

/** The means along axes: TensorFlow's {@code Mean}. Of integers cut off toward zero; of nothing NaN, or 0 for integers. */
public record Mean(boolean keepDims) implements Reduction, Differentiable {
    @Override
    public Fold fold() {
        return Fold.MEAN;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output dx = ReductionGradients.ofSum(tf, op, dy.get(0));
        Output count = ReductionGradients.countPerOutput(tf, op, dx.dtype());
        return Gradient.list(tf.withName("truediv").div(dx, count), null);
    }
}
