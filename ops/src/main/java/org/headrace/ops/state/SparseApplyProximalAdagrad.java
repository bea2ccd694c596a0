package org.headrace.ops.state;

/**
 * {@link ApplyProximalAdagrad} for some rows: TensorFlow's
 * {@code SparseApplyProximalAdagrad(var, accum, lr, l1, l2, grad, indices)}. Float32 and float64.
 * {@code lr} must be positive, {@code l1} and {@code l2} not negative.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record SparseApplyProximalAdagrad(boolean useLocking) implements SparseApplying {
    @Override
    public ApplyProximalAdagrad dense() {
        return new ApplyProximalAdagrad(useLocking);
    }

    @Override
    public boolean limitsScalars() {
        return true;
    }
}
