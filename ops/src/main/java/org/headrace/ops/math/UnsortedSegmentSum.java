package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Fold;

/** The sums of the rows that share an id, zeros without rows: TensorFlow's {@code UnsortedSegmentSum}. */
public record UnsortedSegmentSum() implements UnsortedSegments, Differentiable {
    @Override
    public Fold fold() {
        return Fold.SUM;
    }

    /** Each row gets the gradient of its segment's sum; a dropped one gets zeros. */
    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output rows = tf.gather(dy.get(0), UnsortedSegments.places(tf, op.input(1)));
        Output kept = UnsortedSegments.kept(tf, op, op.input(1), rows);
        return Gradient.list(UnsortedSegments.zerosWhereDropped(tf, kept, rows), null, null);
    }
}
