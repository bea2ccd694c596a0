package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;

/**
 * {@code var -= alpha * delta}: TensorFlow's {@code ApplyGradientDescent(var, alpha, delta)}. Float32 and float64.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record ApplyGradientDescent(boolean useLocking) implements Applying {
    @Override
    public List<String> arguments() {
        return List.of("var", "alpha", "delta");
    }

    @Override
    public int variables() {
        return 1;
    }

    @Override
    public Kernel kernel(Signature signature) {
        Applying.requireFloating(signature);
        boolean single = signature.input(0).dtype() == DType.FLOAT32;
        return context -> {
            Tensor variable = context.variable(0);
            Tensor alpha = context.input(1);
            Tensor delta = context.input(2);
            if (single) {
                apply(variable.floats(), alpha.floats()[0], delta.floats(), variable.size());
            } else {
                apply(variable.doubles(), alpha.doubles()[0], delta.doubles(), variable.size());
            }
        };
    }

    private static void apply(float[] variable, float alpha, float[] delta, int n) {
        for (int i = 0; i < n; i++) {
            variable[i] -= delta[i] * alpha;
        }
    }

    private static void apply(double[] variable, double alpha, double[] delta, int n) {
        for (int i = 0; i < n; i++) {
            variable[i] -= delta[i] * alpha;
        }
    }
}
