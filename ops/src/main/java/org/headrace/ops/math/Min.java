package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Reduction;
import org.headrace.ops.kernels.Fold;

/** The least along axes, NaN if one is; of nothing, the dtype's greatest value: TensorFlow's {@code Min}. */
public record Min(boolean keepDims) implements Reduction, Differentiable {
    @Override
    public Fold fold() {
        return Fold.MIN;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(ReductionGradients.ofExtreme(tf, op, dy.get(0)), null);
    }
}
