package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Expr;

/**
 * The step of RMSProp that divides by the gradients' deviation from their mean: TensorFlow's
 * {@code ApplyCenteredRMSProp(var, mg, ms, mom, lr, rho, momentum, epsilon, grad)}. Float32 and float64.
 *
 * <pre>{@code
 * ms += (grad^2 - ms) * (1 - rho)
 * mg += (grad - mg) * (1 - rho)
 * mom = momentum * mom + lr * grad / sqrt(ms - mg^2 + epsilon)
 * var -= mom
 * }</pre>
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ApplyCenteredRMSProp(boolean useLocking) implements Applying {
    @Override
    public List<String> arguments() {
        return List.of("var", "mg", "ms", "mom", "lr", "rho", "momentum", "epsilon", "grad");
    }

    @Override
    public int variables() {
        return 4;
    }

    @Override
    public List<Expr> update(List<Expr> inputs) {
        Expr rest = Expr.constant(1).minus(inputs.get(5));
        Expr grad = inputs.get(8);
        Expr ms = inputs.get(2).plus(grad.times(grad).minus(inputs.get(2)).times(rest));
        Expr mg = inputs.get(1).plus(grad.minus(inputs.get(1)).times(rest));
        Expr spread = ms.minus(mg.times(mg)).plus(inputs.get(7));
        Expr mom = inputs.get(3)
                .times(inputs.get(6))
                .plus(grad.times(inputs.get(4)).div(spread.sqrt()));
        return List.of(inputs.get(0).minus(mom), mg, ms, mom);
    }
}
