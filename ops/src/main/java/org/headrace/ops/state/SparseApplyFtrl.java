package org.headrace.ops.state;

/**
 * {@link ApplyFtrl} for some rows: TensorFlow's
 * {@code SparseApplyFtrl(var, accum, linear, grad, indices, lr, l1, l2, lr_power)}. Float32 and float64.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record SparseApplyFtrl(boolean useLocking) implements SparseApplying {
    @Override
    public ApplyFtrl dense() {
        return new ApplyFtrl(useLocking);
    }
}
