package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Expr;

/**
 * Adam's step: TensorFlow's {@code ApplyAdam(var, m, v, beta1_power, beta2_power, lr, beta1, beta2, epsilon, grad)}.
 * Float32 and float64.
 *
 * <pre>{@code
 * alpha = lr * sqrt(1 - beta2_power) / (1 - beta1_power)
 * m += (grad - m) * (1 - beta1)
 * v += (grad^2 - v) * (1 - beta2)
 * var -= m * alpha / (sqrt(v) + epsilon)
 * }</pre>
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 * @param useNesterov takes {@code grad * (1 - beta1) + beta1 * m} for {@code m} in the last line
 */
public record ApplyAdam(boolean useLocking, boolean useNesterov) implements Applying {
    @Override
    public List<String> arguments() {
        return List.of("var", "m", "v", "beta1_power", "beta2_power", "lr", "beta1", "beta2", "epsilon", "grad");
    }

    @Override
    public int variables() {
        return 3;
    }

    @Override
    public List<Expr> update(List<Expr> inputs) {
        Expr one = Expr.constant(1);
        Expr rest1 = one.minus(inputs.get(6));
        Expr rest2 = one.minus(inputs.get(7));
        Expr epsilon = inputs.get(8);
        Expr grad = inputs.get(9);
        Expr alpha = inputs.get(5).times(one.minus(inputs.get(4)).sqrt()).div(one.minus(inputs.get(3)));
        Expr m = inputs.get(1).plus(grad.minus(inputs.get(1)).times(rest1));
        Expr v = inputs.get(2).plus(grad.times(grad).minus(inputs.get(2)).times(rest2));
        Expr ahead = useNesterov ? grad.times(rest1).plus(inputs.get(6).times(m)) : m;
        Expr variable = inputs.get(0).minus(ahead.times(alpha).div(v.sqrt().plus(epsilon)));
        return List.of(variable, m, v);
    }
}
