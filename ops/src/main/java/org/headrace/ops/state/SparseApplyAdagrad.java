package org.headrace.ops.state;

/**
 * {@link ApplyAdagrad} for some rows: TensorFlow's
 * {@code SparseApplyAdagrad(var, accum, lr, grad, indices)}. Float32 and float64.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record SparseApplyAdagrad(boolean useLocking, boolean updateSlots) implements SparseApplying {
    @Override
    public ApplyAdagrad dense() {
        return new ApplyAdagrad(useLocking, updateSlots);
    }
}
