package org.headrace.train;

import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.state.ApplyAdagradDA;
import org.headrace.ops.state.SparseApplyAdagradDA;

/**
 * Adagrad with dual averaging (Duchi, Hazan and Singer, 2011), for sparse linear models: TensorFlow's
 * {@code tf.train.AdagradDAOptimizer}. With {@code t = globalStep + 1}:
 *
 * <pre>{@code
 * g += gradient
 * gg += gradient^2
 * var = -sign(g) * learningRate * max(|g| - l1 * t, 0) / (l2 * t * learningRate + sqrt(gg))
 * }</pre>
 *
 * <p>The slots {@code "gradient_accumulator"} and {@code "gradient_squared_accumulator"} are {@code W/AdagradDA} and
 * {@code W/AdagradDA_1}. A sparse gradient changes only the rows it names.
 */
public final class AdagradDaOptimizer extends Optimizer {
    private static final String G = "gradient_accumulator";
    private static final String GG = "gradient_squared_accumulator";

    private final Hyperparameter learningRate;
    private final Output globalStep;
    private final double initialAccumulatorValue;
    private final double l1;
    private final double l2;

    /**
     * Steps of a fixed size.
     *
     * @param globalStep an int64 scalar, the number of steps that have been made: the variable that {@link #minimize} adds to
     * @param initialAccumulatorValue what {@code gg} begins with, TensorFlow's
     *     {@code initial_gradient_squared_accumulator_value}
     * @throws InvalidArgumentException if {@code initialAccumulatorValue} is not positive
     */
    public AdagradDaOptimizer(
            Ops tf, double learningRate, Output globalStep, double initialAccumulatorValue, double l1, double l2) {
        this(tf, Hyperparameter.of(learningRate), globalStep, initialAccumulatorValue, l1, l2);
    }

    /** The same, with steps of a size, a floating scalar, that is computed in each run. */
    public AdagradDaOptimizer(
            Ops tf, Output learningRate, Output globalStep, double initialAccumulatorValue, double l1, double l2) {
        this(tf, Hyperparameter.of(learningRate), globalStep, initialAccumulatorValue, l1, l2);
    }

    private AdagradDaOptimizer(
            Ops tf,
            Hyperparameter learningRate,
            Output globalStep,
            double initialAccumulatorValue,
            double l1,
            double l2) {
        super(tf, "AdagradDA");
        this.learningRate = learningRate;
        this.globalStep = globalStep;
        this.initialAccumulatorValue =
                Hyperparameter.requirePositive(initialAccumulatorValue, "initial_gradient_squared_accumulator_value");
        this.l1 = l1;
        this.l2 = l2;
    }

    @Override
    protected void createSlots(List<Output> variables) {
        for (Output variable : variables) {
            if (slot(variable, G) == null) {
                Ops beside = tf.colocatedWith(variable.op());
                Output zeros = SlotVariable.filled(beside, variable, 0);
                Output first = SlotVariable.filled(beside, variable, initialAccumulatorValue);
                slot(variable, G, zeros);
                slot(variable, GG, first);
            }
        }
    }

    @Override
    protected Step begin(Ops scope) {
        Output rate = learningRate.in(scope, "learning_rate");
        Ops beside = scope.colocatedWith(rate.op());
        return new Averaging(rate, beside.withName("add").add(beside.identity(globalStep), 1));
    }

    private final class Averaging implements Step {
        private final Output rate;
        private final Output step;

        Averaging(Output rate, Output step) {
            this.rate = rate;
            this.step = step;
        }

        @Override
        public Op dense(Ops at, Output gradient, Output variable) {
            Output t = at.identity(step);
            return at.addOp(
                    new ApplyAdagradDA(false),
                    variable,
                    existing(variable, G),
                    existing(variable, GG),
                    gradient,
                    cast(at, rate, variable),
                    Hyperparameter.cast(at, l1, variable.dtype()),
                    Hyperparameter.cast(at, l2, variable.dtype()),
                    t);
        }

        @Override
        public Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            Output t = at.identity(step);
            return at.addOp(
                    new SparseApplyAdagradDA(false),
                    variable,
                    existing(variable, G),
                    existing(variable, GG),
                    gradient.values(),
                    gradient.indices(),
                    cast(at, rate, variable),
                    Hyperparameter.cast(at, l1, variable.dtype()),
                    Hyperparameter.cast(at, l2, variable.dtype()),
                    t);
        }
    }
}
