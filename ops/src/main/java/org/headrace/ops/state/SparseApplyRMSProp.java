package org.headrace.ops.state;

/**
 * {@link ApplyRMSProp} for some rows: TensorFlow's
 * {@code SparseApplyRMSProp(var, ms, mom, lr, rho, momentum, epsilon, grad, indices)}. Float32 and float64.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record SparseApplyRMSProp(boolean useLocking) implements SparseApplying {
    @Override
    public ApplyRMSProp dense() {
        return new ApplyRMSProp(useLocking);
    }
}
