package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Expr;

/**
 * AdaMax's step: TensorFlow's {@code ApplyAdaMax(var, m, v, beta1_power, lr, beta1, beta2, epsilon, grad)}. Float32 and
 * float64.
 *
 * <pre>{@code
 * m += (grad - m) * (1 - beta1)
 * v = max(beta2 * v, |grad|)
 * var -= lr / (1 - beta1_power) * (m / (v + epsilon))
 * }</pre>
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ApplyAdaMax(boolean useLocking) implements Applying {
    @Override
    public List<String> arguments() {
        return List.of("var", "m", "v", "beta1_power", "lr", "beta1", "beta2", "epsilon", "grad");
    }

    @Override
    public int variables() {
        return 3;
    }

    @Override
    public List<Expr> update(List<Expr> inputs) {
        Expr one = Expr.constant(1);
        Expr grad = inputs.get(8);
        Expr m = inputs.get(1).plus(grad.minus(inputs.get(1)).times(one.minus(inputs.get(5))));
        Expr v = inputs.get(6).times(inputs.get(2)).max(grad.abs());
        Expr rate = inputs.get(4).div(one.minus(inputs.get(3)));
        return List.of(inputs.get(0).minus(rate.times(m.div(v.plus(inputs.get(7))))), m, v);
    }
}
