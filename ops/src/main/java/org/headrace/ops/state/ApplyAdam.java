package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;

/**
 * Adam's step: TensorFlow's {@code ApplyAdam(var, m, v, beta1_power, beta2_power, lr, beta1, beta2, epsilon, grad)}.
 * Float32 and float64.
 *
 * <pre>{@code
 * alpha = lr * sqrt(1 - beta2_power) / (1 - beta1_power)
 * m += (grad - m) * (1 - beta1)
 * v += (grad^2 - v) * (1 - beta2)
 * var -= m * alpha / (sqrt(v) + epsilon)
 * }</pre>
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 * @param useNesterov takes {@code grad * (1 - beta1) + beta1 * m} for {@code m} in the last line
 */
public record ApplyAdam(boolean useLocking, boolean useNesterov) implements Applying {
    @Override
    public List<String> arguments() {
        return List.of("var", "m", "v", "beta1_power", "beta2_power", "lr", "beta1", "beta2", "epsilon", "grad");
    }

    @Override
    public int variables() {
        return 3;
    }

    @Override
    public Kernel kernel(Signature signature) {
        Applying.requireFloating(signature);
        int n = signature.input(0).shape().size();
        if (signature.input(0).dtype() == DType.FLOAT32) {
            return context -> {
                float beta1 = context.input(6).floats()[0];
                float beta2 = context.input(7).floats()[0];
                float decay1 = 1 - context.input(3).floats()[0];
                float decay2 = 1 - context.input(4).floats()[0];
                float alpha = context.input(5).floats()[0] * (float) Math.sqrt(decay2) / decay1;
                apply(
                        context.variable(0).floats(),
                        context.variable(1).floats(),
                        context.variable(2).floats(),
                        context.input(9).floats(),
                        n,
                        alpha,
                        beta1,
                        beta2,
                        context.input(8).floats()[0]);
            };
        }
        return context -> {
            double beta1 = context.input(6).doubles()[0];
            double beta2 = context.input(7).doubles()[0];
            double decay1 = 1 - context.input(3).doubles()[0];
            double decay2 = 1 - context.input(4).doubles()[0];
            double alpha = context.input(5).doubles()[0] * Math.sqrt(decay2) / decay1;
            apply(
                    context.variable(0).doubles(),
                    context.variable(1).doubles(),
                    context.variable(2).doubles(),
                    context.input(9).doubles(),
                    n,
                    alpha,
                    beta1,
                    beta2,
                    context.input(8).doubles()[0]);
        };
    }

    private void apply(
            float[] variable,
            float[] m,
            float[] v,
            float[] grad,
            int n,
            float alpha,
            float beta1,
            float beta2,
            float epsilon) {
        for (int i = 0; i < n; i++) {
            float g = grad[i];
            float mean = m[i] + (g - m[i]) * (1 - beta1);
            float square = v[i] + (g * g - v[i]) * (1 - beta2);
            m[i] = mean;
            v[i] = square;
            float ahead = useNesterov ? g * (1 - beta1) + beta1 * mean : mean;
            variable[i] -= ahead * alpha / ((float) Math.sqrt(square) + epsilon);
        }
    }

    private void apply(
            double[] variable,
            double[] m,
            double[] v,
            double[] grad,
            int n,
            double alpha,
            double beta1,
            double beta2,
            double epsilon) {
        for (int i = 0; i < n; i++) {
            double g = grad[i];
            double mean = m[i] + (g - m[i]) * (1 - beta1);
            double square = v[i] + (g * g - v[i]) * (1 - beta2);
            m[i] = mean;
            v[i] = square;
            double ahead = useNesterov ? g * (1 - beta1) + beta1 * mean : mean;
            variable[i] -= ahead * alpha / (Math.sqrt(square) + epsilon);
        }
    }
}
