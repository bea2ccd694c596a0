package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Expr;

/**
 * RMSProp's step: TensorFlow's {@code ApplyRMSProp(var, ms, mom, lr, rho, momentum, epsilon, grad)}. Float32 and float64.
 *
 * <pre>{@code
 * ms += (grad^2 - ms) * (1 - rho)
 * mom = momentum * mom + lr * grad / sqrt(ms + epsilon)
 * var -= mom
 * }</pre>
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ApplyRMSProp(boolean useLocking) implements Applying {
    @Override
    public List<String> arguments() {
        return List.of("var", "ms", "mom", "lr", "rho", "momentum", "epsilon", "grad");
    }

    @Override
    public int variables() {
        return 3;
    }

    @Override
    public List<Expr> update(List<Expr> inputs) {
        Expr rest = Expr.constant(1).minus(inputs.get(4));
        Expr grad = inputs.get(7);
        Expr ms = inputs.get(1).plus(grad.times(grad).minus(inputs.get(1)).times(rest));
        Expr step = grad.times(inputs.get(3)).div(ms.plus(inputs.get(6)).sqrt());
        Expr mom = inputs.get(2).times(inputs.get(5)).plus(step);
        return List.of(inputs.get(0).minus(mom), ms, mom);
    }
}
