package org.headrace.ops.state;

/**
 * {@link ApplyProximalGradientDescent} for some rows: TensorFlow's
 * {@code SparseApplyProximalGradientDescent(var, alpha, l1, l2, grad, indices)}. Float32 and float64.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record SparseApplyProximalGradientDescent(boolean useLocking) implements SparseApplying {
    @Override
    public ApplyProximalGradientDescent dense() {
        return new ApplyProximalGradientDescent(useLocking);
    }
}
