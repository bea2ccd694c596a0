package org.headrace.ops.math;

/**
 * Takes the gradient of a {@link SparseSegmentMean} back to the rows that were picked: TensorFlow's
 * {@code SparseSegmentMeanGrad}. Like TensorFlow's it has no gradient itself.
 */
public record SparseSegmentMeanGrad() implements SparseSegmentsGrad {
    @Override
    public Scaling scaling() {
        return Scaling.MEAN;
    }
}
