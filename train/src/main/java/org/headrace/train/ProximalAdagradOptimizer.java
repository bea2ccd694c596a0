package org.headrace.train;

import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.state.ApplyProximalAdagrad;
import org.headrace.ops.state.SparseApplyProximalAdagrad;

/**
 * Adagrad with penalties on the variables (Duchi and Singer, 2009): TensorFlow's {@code tf.train.ProximalAdagradOptimizer}.
 *
 * <pre>{@code
 * accum += gradient^2
 * rate = learningRate / sqrt(accum)
 * prox = var - rate * gradient
 * var = sign(prox) * max(|prox| - rate * l1, 0) / (1 + rate * l2)
 * }</pre>
 *
 * <p>The slot {@code "accumulator"}, {@code W/ProximalAdagrad}, is {@code accum}; a sparse gradient changes only the rows it
 * names.
 */
public final class ProximalAdagradOptimizer extends Optimizer {
    private static final String ACCUM = "accumulator";

    private final Hyperparameter learningRate;
    private final double initialAccumulatorValue;
    private final double l1;
    private final double l2;

    /**
     * Steps of a fixed size.
     *
     * @throws InvalidArgumentException if {@code initialAccumulatorValue} is not positive
     */
    public ProximalAdagradOptimizer(Ops tf, double learningRate, double initialAccumulatorValue, double l1, double l2) {
        this(tf, Hyperparameter.of(learningRate), initialAccumulatorValue, l1, l2);
    }

    /** The same, with steps of a size, a floating scalar, that is computed in each run. */
    public ProximalAdagradOptimizer(Ops tf, Output learningRate, double initialAccumulatorValue, double l1, double l2) {
        this(tf, Hyperparameter.of(learningRate), initialAccumulatorValue, l1, l2);
    }

    private ProximalAdagradOptimizer(
            Ops tf, Hyperparameter learningRate, double initialAccumulatorValue, double l1, double l2) {
        super(tf, "ProximalAdagrad");
        this.learningRate = learningRate;
        this.initialAccumulatorValue =
                Hyperparameter.requirePositive(initialAccumulatorValue, "initial_accumulator_value");
        this.l1 = l1;
        this.l2 = l2;
    }

    @Override
    protected void createSlots(List<Output> variables) {
        for (Output variable : variables) {
            if (slot(variable, ACCUM) == null) {
                Ops beside = tf.colocatedWith(variable.op());
                slot(variable, ACCUM, SlotVariable.filled(beside, variable, initialAccumulatorValue));
            }
        }
    }

    @Override
    protected Step begin(Ops scope) {
        return new Adaptive(
                learningRate.in(scope, "learning_rate"),
                Hyperparameter.of(l1).in(scope, "l1_regularization_strength"),
                Hyperparameter.of(l2).in(scope, "l2_regularization_strength"));
    }

    private final class Adaptive implements Step {
        private final Output rate;
        private final Output strength1;
        private final Output strength2;

        Adaptive(Output rate, Output strength1, Output strength2) {
            this.rate = rate;
            this.strength1 = strength1;
            this.strength2 = strength2;
        }

        @Override
        public Op dense(Ops at, Output gradient, Output variable) {
            return at.addOp(
                    new ApplyProximalAdagrad(false),
                    variable,
                    existing(variable, ACCUM),
                    cast(at, rate, variable),
                    cast(at, strength1, variable),
                    cast(at, strength2, variable),
                    gradient);
        }

        @Override
        public Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            return at.addOp(
                    new SparseApplyProximalAdagrad(false),
                    variable,
                    existing(variable, ACCUM),
                    cast(at, rate, variable),
                    cast(at, strength1, variable),
                    cast(at, strength2, variable),
                    gradient.values(),
                    gradient.indices());
        }
    }
}
