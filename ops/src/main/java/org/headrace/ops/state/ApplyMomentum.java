package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;

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
    public Kernel kernel(Signature signature) {
        Applying.requireFloating(signature);
        MomentumStep step = new MomentumStep(useNesterov);
        int n = signature.input(0).shape().size();
        if (signature.input(0).dtype() == DType.FLOAT32) {
            return context -> step.apply(
                    context.variable(0).floats(),
                    context.variable(1).floats(),
                    0,
                    context.input(3).floats(),
                    0,
                    n,
                    context.input(2).floats()[0],
                    context.input(4).floats()[0]);
        }
        return context -> step.apply(
                context.variable(0).doubles(),
                context.variable(1).doubles(),
                0,
                context.input(3).doubles(),
                0,
                n,
                context.input(2).doubles()[0],
                context.input(4).doubles()[0]);
    }
}
