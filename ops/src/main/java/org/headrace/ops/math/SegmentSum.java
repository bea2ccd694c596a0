package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Fold;

/** The sums of neighbouring rows that share an id, zeros for one that is left out: TensorFlow's {@code SegmentSum}. */
public record SegmentSum() implements SortedSegments, Differentiable {
    @Override
    public Fold fold() {
        return Fold.SUM;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.gather(dy.get(0), op.input(1)), null);
    }
}
