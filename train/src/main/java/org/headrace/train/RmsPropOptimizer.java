package org.headrace.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.state.ApplyCenteredRMSProp;
import org.headrace.ops.state.ApplyRMSProp;
import org.headrace.ops.state.SparseApplyCenteredRMSProp;
import org.headrace.ops.state.SparseApplyRMSProp;

/**
 * RMSProp (Tieleman and Hinton, 2012): TensorFlow's {@code tf.train.RMSPropOptimizer}.
 *
 * <pre>{@code
 * ms = decay * ms + (1 - decay) * gradient^2
 * mom = momentum * mom + learningRate * gradient / sqrt(ms + epsilon)
 * var -= mom
 * }</pre>
 *
 * <p>Centered, it divides by the gradients' deviation from their mean {@code mg = decay * mg + (1 - decay) * gradient}:
 * {@code sqrt(ms - mg^2 + epsilon)}. The slots are {@code "rms"}, ones at first, {@code "mg"} if centered, and
 * {@code "momentum"}: {@code W/RMSProp}, {@code W/RMSProp_1}, {@code W/RMSProp_2}. A sparse gradient changes only the rows it
 * names.
 */
public final class RmsPropOptimizer extends Optimizer {
    private static final String RMS = "rms";
    private static final String MG = "mg";
    private static final String MOMENTUM = "momentum";

    private final Hyperparameter learningRate;
    private final double decay;
    private final double momentum;
    private final double epsilon;
    private final boolean centered;

    /** Steps of a fixed size. */
    public RmsPropOptimizer(
            Ops tf, double learningRate, double decay, double momentum, double epsilon, boolean centered) {
        this(tf, Hyperparameter.of(learningRate), decay, momentum, epsilon, centered);
    }

    /** Steps of a size, a floating scalar, that is computed in each run. */
    public RmsPropOptimizer(
            Ops tf, Output learningRate, double decay, double momentum, double epsilon, boolean centered) {
        this(tf, Hyperparameter.of(learningRate), decay, momentum, epsilon, centered);
    }

    private RmsPropOptimizer(
            Ops tf, Hyperparameter learningRate, double decay, double momentum, double epsilon, boolean centered) {
        super(tf, "RMSProp");
        this.learningRate = learningRate;
        this.decay = decay;
        this.momentum = momentum;
        this.epsilon = epsilon;
        this.centered = centered;
    }

    @Override
    protected void createSlots(List<Output> variables) {
        for (Output variable : variables) {
            slot(variable, RMS, tf.initializers.ones());
            if (centered) {
                zerosSlot(variable, MG);
            }
            zerosSlot(variable, MOMENTUM);
        }
    }

    @Override
    protected Step begin(Ops scope) {
        return new Adaptive(List.of(
                learningRate.in(scope, "learning_rate"),
                Hyperparameter.of(decay).in(scope, "decay"),
                Hyperparameter.of(momentum).in(scope, "momentum"),
                Hyperparameter.of(epsilon).in(scope, "epsilon")));
    }

    private final class Adaptive implements Step {
        private final List<Output> hyperparameters;

        Adaptive(List<Output> hyperparameters) {
            this.hyperparameters = hyperparameters;
        }

        @Override
        public Op dense(Ops at, Output gradient, Output variable) {
            Output[] inputs = inputs(at, variable, gradient);
            return at.addOp(centered ? new ApplyCenteredRMSProp(false) : new ApplyRMSProp(false), inputs);
        }

        @Override
        public Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            Output[] inputs = inputs(at, variable, gradient.values(), gradient.indices());
            return at.addOp(centered ? new SparseApplyCenteredRMSProp(false) : new SparseApplyRMSProp(false), inputs);
        }

        private Output[] inputs(Ops at, Output variable, Output... gradient) {
            List<Output> inputs = new ArrayList<>(List.of(variable));
            if (centered) {
                inputs.add(existing(variable, MG));
            }
            inputs.add(existing(variable, RMS));
            inputs.add(existing(variable, MOMENTUM));
            hyperparameters.forEach(x -> inputs.add(cast(at, x, variable)));
            Collections.addAll(inputs, gradient);
            return inputs.toArray(new Output[0]);
        }
    }
}
