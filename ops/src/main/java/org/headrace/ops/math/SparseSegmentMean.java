package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * The means of those rows of the first input that the indices pick, by rising ids: as many rows as the last id says, zeros for an id that is left out.
 * TensorFlow's {@code SparseSegmentMean}.
 */
public record SparseSegmentMean() implements SparseSegments, Differentiable {
    @Override
    public Scaling scaling() {
        return Scaling.MEAN;
    }

    @Override
    public DTypes dtypes() {
        return SparseSegments.REAL;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output rows = SparseSegments.rows(tf, op.input(0));
        return Gradient.list(
                tf.add(new SparseSegmentMeanGrad(), dy.get(0), op.input(1), op.input(2), rows), null, null);
    }
}
