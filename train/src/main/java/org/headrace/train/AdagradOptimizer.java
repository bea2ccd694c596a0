package org.headrace.train;

import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.state.ApplyAdagrad;
import org.headrace.ops.state.SparseApplyAdagrad;

/**
 * Adagrad, "Adaptive subgradient methods for online learning and stochastic optimization" (Duchi, Hazan and Singer, 2011):
 * TensorFlow's {@code tf.train.AdagradOptimizer}.
 *
 * <pre>{@code
 * accum += gradient^2
 * var -= learningRate * gradient / sqrt(accum)
 * }</pre>
 *
 * <p>The slot {@code "accumulator"}, {@code W/Adagrad}, is {@code accum}, {@code initialAccumulatorValue} at first; a sparse
 * gradient changes only the rows it names.
 */
public final class AdagradOptimizer extends Optimizer {
    private static final String ACCUM = "accumulator";

    private final Hyperparameter learningRate;
    private final double initialAccumulatorValue;

    /**
     * Steps of a fixed size.
     *
     * @throws InvalidArgumentException if {@code initialAccumulatorValue} is not positive
     */
    public AdagradOptimizer(Ops tf, double learningRate, double initialAccumulatorValue) {
        this(tf, Hyperparameter.of(learningRate), initialAccumulatorValue);
    }

    /**
     * Steps of a size, a floating scalar, that is computed in each run.
     *
     * @throws InvalidArgumentException if {@code initialAccumulatorValue} is not positive
     */
    public AdagradOptimizer(Ops tf, Output learningRate, double initialAccumulatorValue) {
        this(tf, Hyperparameter.of(learningRate), initialAccumulatorValue);
    }

    private AdagradOptimizer(Ops tf, Hyperparameter learningRate, double initialAccumulatorValue) {
        super(tf, "Adagrad");
        this.learningRate = learningRate;
        this.initialAccumulatorValue =
                Hyperparameter.requirePositive(initialAccumulatorValue, "initial_accumulator_value");
    }

    @Override
    protected void createSlots(List<Output> variables) {
        variables.forEach(this::accum);
    }

    private Output accum(Output variable) {
        return slot(variable, ACCUM, tf.initializers.constant(initialAccumulatorValue));
    }

    @Override
    protected Step begin(Ops scope) {
        return new Adaptive(learningRate.in(scope, "learning_rate"));
    }

    private final class Adaptive implements Step {
        private final Output rate;

        Adaptive(Output rate) {
            this.rate = rate;
        }

        @Override
        public Op dense(Ops at, Output gradient, Output variable) {
            return at.addOp(
                    new ApplyAdagrad(false, true), variable, accum(variable), cast(at, rate, variable), gradient);
        }

        @Override
        public Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            return at.addOp(
                    new SparseApplyAdagrad(false, true),
                    variable,
                    accum(variable),
                    cast(at, rate, variable),
                    gradient.values(),
                    gradient.indices());
        }
    }
}
