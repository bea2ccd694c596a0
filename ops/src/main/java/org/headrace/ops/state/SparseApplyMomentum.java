package org.headrace.ops.state;

/**
 * {@link ApplyMomentum} for some rows: TensorFlow's
 * {@code SparseApplyMomentum(var, accum, lr, grad, indices, momentum)}. Float32 and float64.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record SparseApplyMomentum(boolean useLocking, boolean useNesterov) implements SparseApplying {
    @Override
    public ApplyMomentum dense() {
        return new ApplyMomentum(useLocking, useNesterov);
    }
}
