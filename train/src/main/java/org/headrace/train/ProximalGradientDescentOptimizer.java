package org.headrace.train;

import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.state.ApplyProximalGradientDescent;
import org.headrace.ops.state.SparseApplyProximalGradientDescent;

/**
 * Gradient descent with penalties on the variables, "Efficient learning using forward-backward splitting" (Duchi and Singer,
 * 2009): TensorFlow's {@code tf.train.ProximalGradientDescentOptimizer}.
 *
 * <pre>{@code
 * prox = var - learningRate * gradient
 * var = sign(prox) * max(|prox| - learningRate * l1, 0) / (1 + learningRate * l2)
 * }</pre>
 *
 * <p>A sparse gradient changes only the rows it names.
 */
public final class ProximalGradientDescentOptimizer extends Optimizer {
    private final Hyperparameter learningRate;
    private final double l1;
    private final double l2;

    /** Steps of a fixed size. */
    public ProximalGradientDescentOptimizer(Ops tf, double learningRate, double l1, double l2) {
        this(tf, Hyperparameter.of(learningRate), l1, l2);
    }

    /** Steps of a size, a floating scalar, that is computed in each run. */
    public ProximalGradientDescentOptimizer(Ops tf, Output learningRate, double l1, double l2) {
        this(tf, Hyperparameter.of(learningRate), l1, l2);
    }

    private ProximalGradientDescentOptimizer(Ops tf, Hyperparameter learningRate, double l1, double l2) {
        super(tf, "ProximalGradientDescent");
        this.learningRate = learningRate;
        this.l1 = l1;
        this.l2 = l2;
    }

    @Override
    protected Step begin(Ops scope) {
        return new Descent(
                learningRate.in(scope, "learning_rate"),
                Hyperparameter.of(l1).in(scope, "l1_regularization_strength"),
                Hyperparameter.of(l2).in(scope, "l2_regularization_strength"));
    }

    private record Descent(Output rate, Output l1, Output l2) implements Step {
        @Override
        public Op dense(Ops at, Output gradient, Output variable) {
            return at.addOp(
                    new ApplyProximalGradientDescent(false),
                    variable,
                    cast(at, rate, variable),
                    cast(at, l1, variable),
                    cast(at, l2, variable),
                    gradient);
        }

        @Override
        public Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            return at.addOp(
                    new SparseApplyProximalGradientDescent(false),
                    variable,
                    cast(at, rate, variable),
                    cast(at, l1, variable),
                    cast(at, l2, variable),
                    gradient.values(),
                    gradient.indices());
        }
    }
}
