package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Expr;

/**
 * Adagrad, then a step toward 0: TensorFlow's {@code ApplyProximalAdagrad(var, accum, lr, l1, l2, grad)}. Float32 and float64.
 *
 * <pre>{@code
 * accum += grad^2
 * rate = lr / sqrt(accum)
 * prox = var - rate * grad
 * var = sign(prox) * max(|prox| - rate * l1, 0) / (1 + rate * l2)
 * }</pre>
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ApplyProximalAdagrad(boolean useLocking) implements Applying {
    @Override
    public List<String> arguments() {
        return List.of("var", "accum", "lr", "l1", "l2", "grad");
    }

    @Override
    public int variables() {
        return 2;
    }

    @Override
    public List<Expr> update(List<Expr> inputs) {
        Expr grad = inputs.get(5);
        Expr accum = inputs.get(1).plus(grad.times(grad));
        Expr rate = inputs.get(2).times(accum.rsqrt());
        Expr prox = inputs.get(0).minus(grad.times(rate));
        return List.of(ApplyProximalGradientDescent.shrunk(prox, rate, inputs.get(3), inputs.get(4)), accum);
    }
}
