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
 * The least, element by element, of the rows that share an id; without rows, the dtype's greatest finite number: TensorFlow's
 * {@code UnsortedSegmentMin}.
 */
public record UnsortedSegmentMin() implements UnsortedSegments, Differentiable {
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
        return UnsortedSegments.ofExtreme(tf, op, dy.get(0));
    }
}
