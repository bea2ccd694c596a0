package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Expr;

/**
 * PowerSign's step: TensorFlow's {@code ApplyPowerSign(var, m, lr, logbase, sign_decay, beta, grad)}. Float32 and float64.
 *
 * <pre>{@code
 * m = beta * m + (1 - beta) * grad
 * var -= lr * exp(logbase * sign_decay * sign(grad) * sign(m)) * grad
 * }</pre>
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ApplyPowerSign(boolean useLocking) implements Applying {
    @Override
    public List<String> arguments() {
        return List.of("var", "m", "lr", "logbase", "sign_decay", "beta", "grad");
    }

    @Override
    public int variables() {
        return 2;
    }

    @Override
    public List<Expr> update(List<Expr> inputs) {
        Expr beta = inputs.get(5);
        Expr grad = inputs.get(6);
        Expr m = inputs.get(1).times(beta).plus(grad.times(Expr.constant(1).minus(beta)));
        Expr scale = inputs.get(3)
                .times(inputs.get(4))
                .times(grad.sign().times(m.sign()))
                .exp();
        return List.of(inputs.get(0).minus(inputs.get(2).times(scale).times(grad)), m);
    }
}
