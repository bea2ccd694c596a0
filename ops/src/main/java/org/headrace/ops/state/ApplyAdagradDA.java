package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Expr;

/**
 * The step of Adagrad with dual averaging: TensorFlow's {@code ApplyAdagradDA(var, gradient_accumulator,
 * gradient_squared_accumulator, grad, lr, l1, l2, global_step)}, {@code global_step} being int64. Float32 and float64.
 *
 * <pre>{@code
 * g += grad
 * gg += grad^2
 * var = -sign(g) * lr * max(|g| - l1 * global_step, 0) / (l2 * global_step * lr + sqrt(gg))
 * }</pre>
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ApplyAdagradDA(boolean useLocking) implements Applying {
    @Override
    public List<String> arguments() {
        return List.of(
                "var", "gradient_accumulator", "gradient_squared_accumulator", "grad", "lr", "l1", "l2", "global_step");
    }

    @Override
    public int variables() {
        return 3;
    }

    @Override
    public List<Expr> update(List<Expr> inputs) {
        Expr grad = inputs.get(3);
        Expr lr = inputs.get(4);
        Expr l1 = inputs.get(5);
        Expr step = inputs.get(7);
        Expr g = inputs.get(1).plus(grad);
        Expr gg = inputs.get(2).plus(grad.times(grad));
        Expr length = g.abs().minus(step.times(l1)).max(0);
        Expr kept = Expr.constant(0).lt(l1).select(g.sign().times(length), g);
        Expr scale = inputs.get(6).times(step.times(lr)).plus(gg.sqrt());
        return List.of(lr.neg().times(kept).div(scale), g, gg);
    }
}
