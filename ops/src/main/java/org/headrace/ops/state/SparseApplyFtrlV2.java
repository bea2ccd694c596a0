package org.headrace.ops.state;

/**
 * {@link ApplyFtrlV2} for some rows: TensorFlow's
 * {@code SparseApplyFtrlV2(var, accum, linear, grad, indices, lr, l1, l2, l2_shrinkage, lr_power)}. Float32 and float64.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record SparseApplyFtrlV2(boolean useLocking) implements SparseApplying {
    @Override
    public ApplyFtrlV2 dense() {
        return new ApplyFtrlV2(useLocking);
    }
}
