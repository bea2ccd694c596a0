package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Expr;

/**
 * {@code accum += grad^2; var -= lr * grad / sqrt(accum)}: TensorFlow's {@code ApplyAdagrad(var, accum, lr, grad)}. Float32
 * and float64.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 * @param updateSlots whether {@code accum} changes at all
 */
public record ApplyAdagrad(boolean useLocking, boolean updateSlots) implements Applying {
    @Override
    public List<String> arguments() {
        return List.of("var", "accum", "lr", "grad");
    }

    @Override
    public int variables() {
        return 2;
    }

    @Override
    public List<Expr> update(List<Expr> inputs) {
        Expr grad = inputs.get(3);
        Expr accum = updateSlots ? inputs.get(1).plus(grad.times(grad)) : inputs.get(1);
        Expr variable = inputs.get(0).minus(grad.times(inputs.get(2)).times(accum.rsqrt()));
        return List.of(variable, accum);
    }
}
