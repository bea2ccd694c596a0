package org.headrace.ops.math;

import org.headrace.ops.kernels.Fold;

/**
 * The products of neighbouring rows that share an id, ones for an id that is left out: TensorFlow's {@code SegmentProd}. Like
 * TensorFlow's it has no gradient; {@link UnsortedSegmentProd} has.
 */
public record SegmentProd() implements SortedSegments {
    @Override
    public Fold fold() {
        return Fold.PROD;
    }
}
