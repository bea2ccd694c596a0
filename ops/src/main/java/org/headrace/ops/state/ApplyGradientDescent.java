package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Expr;

/**
 * {@code var -= alpha * delta}: TensorFlow's {@code ApplyGradientDescent(var, alpha, delta)}. Float32 and float64.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ApplyGradientDescent(boolean useLocking) implements Applying {
    @Override
    public List<String> arguments() {
        return List.of("var", "alpha", "delta");
    }

    @Override
    public int variables() {
        return 1;
    }

    @Override
    public List<Expr> update(List<Expr> inputs) {
        Expr variable = inputs.get(0);
        Expr alpha = inputs.get(1);
        Expr delta = inputs.get(2);
        return List.of(variable.minus(delta.times(alpha)));
    }
}
