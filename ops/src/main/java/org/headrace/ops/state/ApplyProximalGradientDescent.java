package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Expr;

/**
 * Gradient descent, then a step toward 0: TensorFlow's
 * {@code ApplyProximalGradientDescent(var, alpha, l1, l2, delta)}. Float32 and float64.
 *
 * <pre>{@code
 * prox = var - alpha * delta
 * var = sign(prox) * max(|prox| - alpha * l1, 0) / (1 + alpha * l2)
 * }</pre>
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ApplyProximalGradientDescent(boolean useLocking) implements Applying {
    @Override
    public List<String> arguments() {
        return List.of("var", "alpha", "l1", "l2", "delta");
    }

    @Override
    public int variables() {
        return 1;
    }

    @Override
    public List<Expr> update(List<Expr> inputs) {
        Expr alpha = inputs.get(1);
        Expr prox = inputs.get(0).minus(inputs.get(4).times(alpha));
        return List.of(shrunk(prox, alpha, inputs.get(2), inputs.get(3)));
    }

    /** {@code prox} brought nearer to 0, as L1 and L2 penalties of these strengths do at this learning rate. */
    static Expr shrunk(Expr prox, Expr rate, Expr l1, Expr l2) {
        Expr length = prox.abs().minus(rate.times(l1)).max(0);
        Expr kept = Expr.constant(0).lt(l1).select(prox.sign().times(length), prox);
        return kept.div(Expr.constant(1).plus(l2.times(rate)));
    }
}
