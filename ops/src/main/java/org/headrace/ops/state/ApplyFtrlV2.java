package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Expr;

/**
 * {@link ApplyFtrl} with {@code grad + 2 * l2_shrinkage * var} for the gradient that is added to {@code linear}: TensorFlow's
 * {@code ApplyFtrlV2(var, accum, linear, grad, lr, l1, l2, l2_shrinkage, lr_power)}. Float32 and float64.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ApplyFtrlV2(boolean useLocking) implements Applying {
    @Override
    public List<String> arguments() {
        return List.of("var", "accum", "linear", "grad", "lr", "l1", "l2", "l2_shrinkage", "lr_power");
    }

    @Override
    public int variables() {
        return 3;
    }

    @Override
    public List<Expr> update(List<Expr> inputs) {
        Expr grad = inputs.get(3);
        Expr shrinkage = Expr.constant(2).times(inputs.get(7)).times(inputs.get(0));
        return new FtrlStep(inputs, inputs.get(8)).update(grad, grad.plus(shrinkage));
    }

    @Override
    public boolean limitsScalars() {
        return true;
    }
}
