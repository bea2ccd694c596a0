package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Expr;

/**
 * FTRL-proximal's step: TensorFlow's {@code ApplyFtrl(var, accum, linear, grad, lr, l1, l2, lr_power)}. Float32 and float64.
 * {@code lr} must be positive, {@code l1} and {@code l2} not negative, {@code lr_power} not positive.
 *
 * <pre>{@code
 * next = accum + grad^2
 * linear += grad - (next^-lr_power - accum^-lr_power) / lr * var
 * var = |linear| > l1 ? (sign(linear) * l1 - linear) / (next^-lr_power / lr + 2 * l2) : 0
 * accum = next
 * }</pre>
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ApplyFtrl(boolean useLocking) implements Applying {
    @Override
    public List<String> arguments() {
        return List.of("var", "accum", "linear", "grad", "lr", "l1", "l2", "lr_power");
    }

    @Override
    public int variables() {
        return 3;
    }

    @Override
    public List<Expr> update(List<Expr> inputs) {
        Expr grad = inputs.get(3);
        return new FtrlStep(inputs, inputs.get(7)).update(grad, grad);
    }

    @Override
    public boolean limitsScalars() {
        return true;
    }
}
