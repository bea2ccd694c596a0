package org.headrace.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.state.ApplyFtrl;
import org.headrace.ops.state.ApplyFtrlV2;
import org.headrace.ops.state.SparseApplyFtrl;
import org.headrace.ops.state.SparseApplyFtrlV2;

/**
 * FTRL-proximal, "Ad click prediction: a view from the trenches" (McMahan and others, 2013): TensorFlow's
 * {@code tf.train.FtrlOptimizer}.
 *
 * <pre>{@code
 * next = accum + gradient^2
 * linear += gradient - (next^-power - accum^-power) / learningRate * var
 * var = |linear| > l1 ? (sign(linear) * l1 - linear) / (next^-power / learningRate + 2 * l2) : 0
 * accum = next
 * }</pre>
 *
 * <p>With an L2 shrinkage, {@code linear} gets {@code gradient + 2 * shrinkage * var}. The slots {@code "accum"} and
 * {@code "linear"} are {@code W/Ftrl} and {@code W/Ftrl_1}. A sparse gradient changes only the rows it names. A learning rate
 * that is not positive is an error when the step runs.
 */
public final class FtrlOptimizer extends Optimizer {
    private static final String ACCUM = "accum";
    private static final String LINEAR = "linear";

    private final Hyperparameter learningRate;
    private final double learningRatePower;
    private final double initialAccumulatorValue;
    private final double l1;
    private final double l2;
    private final double l2Shrinkage;

    /**
     * Steps of a fixed size.
     *
     * @throws InvalidArgumentException if {@code learningRatePower} is positive or one of those after it negative
     */
    public FtrlOptimizer(
            Ops tf,
            double learningRate,
            double learningRatePower,
            double initialAccumulatorValue,
            double l1,
            double l2,
            double l2Shrinkage) {
        this(tf, Hyperparameter.of(learningRate), learningRatePower, initialAccumulatorValue, l1, l2, l2Shrinkage);
    }

    /** The same, with steps of a size, a floating scalar, that is computed in each run. */
    public FtrlOptimizer(
            Ops tf,
            Output learningRate,
            double learningRatePower,
            double initialAccumulatorValue,
            double l1,
            double l2,
            double l2Shrinkage) {
        this(tf, Hyperparameter.of(learningRate), learningRatePower, initialAccumulatorValue, l1, l2, l2Shrinkage);
    }

    private FtrlOptimizer(
            Ops tf,
            Hyperparameter learningRate,
            double learningRatePower,
            double initialAccumulatorValue,
            double l1,
            double l2,
            double l2Shrinkage) {
        super(tf, "Ftrl");
        this.initialAccumulatorValue =
                Hyperparameter.requireNotNegative(initialAccumulatorValue, "initial_accumulator_value");
        if (!(learningRatePower <= 0)) {
            throw new InvalidArgumentException(
                    "learning_rate_power " + learningRatePower + " needs to be negative or zero");
        }
        this.learningRate = learningRate;
        this.learningRatePower = learningRatePower;
        this.l1 = Hyperparameter.requireNotNegative(l1, "l1_regularization_strength");
        this.l2 = Hyperparameter.requireNotNegative(l2, "l2_regularization_strength");
        this.l2Shrinkage = Hyperparameter.requireNotNegative(l2Shrinkage, "l2_shrinkage_regularization_strength");
    }

    @Override
    protected void createSlots(List<Output> variables) {
        for (Output variable : variables) {
            if (slot(variable, ACCUM) == null) {
                slot(variable, ACCUM, SlotVariable.filled(tf, variable, initialAccumulatorValue));
            }
            zerosSlot(variable, LINEAR);
        }
    }

    @Override
    protected Step begin(Ops scope) {
        Output rate = learningRate.in(scope, "learning_rate");
        Output strength1 = Hyperparameter.of(l1).in(scope, "l1_regularization_strength");
        Output strength2 = Hyperparameter.of(l2).in(scope, "l2_regularization_strength");
        Output shrinkage = Hyperparameter.of(l2Shrinkage).in(scope, "l2_shrinkage_regularization_strength");
        Output power = Hyperparameter.of(learningRatePower).in(scope, "learning_rate_power");
        return new Following(
                l2Shrinkage > 0
                        ? List.of(rate, strength1, strength2, shrinkage, power)
                        : List.of(rate, strength1, strength2, power));
    }

    private final class Following implements Step {
        private final List<Output> hyperparameters;

        Following(List<Output> hyperparameters) {
            this.hyperparameters = hyperparameters;
        }

        @Override
        public Op dense(Ops at, Output gradient, Output variable) {
            Output[] inputs = inputs(at, variable, gradient);
            return at.addOp(l2Shrinkage > 0 ? new ApplyFtrlV2(false) : new ApplyFtrl(false), inputs);
        }

        @Override
        public Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            Output[] inputs = inputs(at, variable, gradient.values(), gradient.indices());
            return at.addOp(l2Shrinkage > 0 ? new SparseApplyFtrlV2(false) : new SparseApplyFtrl(false), inputs);
        }

        private Output[] inputs(Ops at, Output variable, Output... gradient) {
            List<Output> inputs = new ArrayList<>();
            Collections.addAll(inputs, variable, existing(variable, ACCUM), existing(variable, LINEAR));
            Collections.addAll(inputs, gradient);
            hyperparameters.forEach(x -> inputs.add(cast(at, x, variable)));
            return inputs.toArray(new Output[0]);
        }
    }
}
