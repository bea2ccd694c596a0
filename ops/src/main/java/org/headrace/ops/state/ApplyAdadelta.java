package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Expr;

/**
 * Adadelta's step: TensorFlow's {@code ApplyAdadelta(var, accum, accum_update, lr, rho, epsilon, grad)}. Float32 and float64.
 *
 * <pre>{@code
 * accum = rho * accum + (1 - rho) * grad^2
 * update = sqrt(accum_update + epsilon) / sqrt(accum + epsilon) * grad
 * var -= lr * update
 * accum_update = rho * accum_update + (1 - rho) * update^2
 * }</pre>
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ApplyAdadelta(boolean useLocking) implements Applying {
    @Override
    public List<String> arguments() {
        return List.of("var", "accum", "accum_update", "lr", "rho", "epsilon", "grad");
    }

    @Override
    public int variables() {
        return 3;
    }

    @Override
    public List<Expr> update(List<Expr> inputs) {
        Expr rho = inputs.get(4);
        Expr rest = Expr.constant(1).minus(rho);
        Expr epsilon = inputs.get(5);
        Expr grad = inputs.get(6);
        Expr accum = inputs.get(1).times(rho).plus(grad.times(grad).times(rest));
        Expr before = inputs.get(2);
        Expr update =
                before.plus(epsilon).sqrt().times(accum.plus(epsilon).rsqrt()).times(grad);
        Expr variable = inputs.get(0).minus(update.times(inputs.get(3)));
        return List.of(
                variable, accum, before.times(rho).plus(update.times(update).times(rest)));
    }
}
