package org.headrace.ops.math;

/**
 * Takes the gradient of a {@link SparseSegmentSqrtN} back to the rows that were picked: TensorFlow's
 * {@code SparseSegmentSqrtNGrad}. Like TensorFlow's it has no gradient itself.
 */
public record SparseSegmentSqrtNGrad() implements SparseSegmentsGrad {
    @Override
    public Scaling scaling() {
        return Scaling.SQRT;
    }
}
