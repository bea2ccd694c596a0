package org.headrace.ops.state;

/**
 * {@link ApplyAdagradDA} for some rows: TensorFlow's
 * {@code SparseApplyAdagradDA(var, gradient_accumulator, gradient_squared_accumulator, grad, indices, lr, l1, l2, global_step)}. Float32 and float64.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record SparseApplyAdagradDA(boolean useLocking) implements SparseApplying {
    @Override
    public ApplyAdagradDA dense() {
        return new ApplyAdagradDA(useLocking);
    }
}
