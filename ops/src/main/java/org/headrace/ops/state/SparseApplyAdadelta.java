package org.headrace.ops.state;

/**
 * {@link ApplyAdadelta} for some rows: TensorFlow's
 * {@code SparseApplyAdadelta(var, accum, accum_update, lr, rho, epsilon, grad, indices)}. Float32 and float64.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record SparseApplyAdadelta(boolean useLocking) implements SparseApplying {
    @Override
    public ApplyAdadelta dense() {
        return new ApplyAdadelta(useLocking);
    }
}
