package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Expr;

/**
 * {@code accum = accum * momentum + grad; var -= lr * accum}, with Nesterov's momentum
 * {@code var -= lr * grad + lr * momentum * accum}: TensorFlow's {@code ApplyMomentum(var, accum, lr, grad, momentum)}.
 * Float32 and float64.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ApplyMomentum(boolean useLocking, boolean useNesterov) implements Applying {
    @Override
    public List<String> arguments() {
        return List.of("var", "accum", "lr", "grad", "momentum");
    }

    @Override
    public int variables() {
        return 2;
    }

    @Override
    public List<Expr> update(List<Expr> inputs) {
        Expr lr = inputs.get(2);
        Expr grad = inputs.get(3);
        Expr momentum = inputs.get(4);
        Expr accum = inputs.get(1).times(momentum).plus(grad);
        Expr step = useNesterov ? grad.times(lr).plus(accum.times(momentum).times(lr)) : accum.times(lr);
        return List.of(inputs.get(0).minus(step), accum);
    }
}
