package org.headrace.ops.state;

/**
 * {@link ApplyCenteredRMSProp} for some rows: TensorFlow's
 * {@code SparseApplyCenteredRMSProp(var, mg, ms, mom, lr, rho, momentum, epsilon, grad, indices)}. Float32 and float64.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record SparseApplyCenteredRMSProp(boolean useLocking) implements SparseApplying {
    @Override
    public ApplyCenteredRMSProp dense() {
        return new ApplyCenteredRMSProp(useLocking);
    }
}
