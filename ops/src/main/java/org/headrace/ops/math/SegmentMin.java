package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Fold;

/**
 * The least, element by element, of neighbouring rows that share an id, zeros for an id that is left out: TensorFlow's
 * {@code SegmentMin}.
 */
public record SegmentMin() implements SortedSegments, Differentiable {
    @Override
    public Fold fold() {
        return Fold.MIN;
    }

    @Override
    public DTypes dtypes() {
        return DTypes.NUMERIC;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return SortedSegments.ofExtreme(tf, op.input(0), op.input(1), op.output(0), dy.get(0));
    }
}
