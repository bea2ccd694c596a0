package org.headrace.train;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.state.ApplyMomentum;
import org.headrace.ops.state.SparseApplyMomentum;

/**
 * {@code accum = accum * momentum + gradient; var -= learningRate * accum}: TensorFlow's
 * {@code tf.train.MomentumOptimizer}. With Nesterov's momentum
 * {@code var -= learningRate * (gradient + momentum * accum)}. The slot {@code "momentum"}, {@code W/Momentum}, is
 * {@code accum}; a sparse gradient changes only the rows it names.
 */
public final class MomentumOptimizer extends Optimizer {
    private static final String ACCUM = "momentum";

    private final Hyperparameter learningRate;
    private final Hyperparameter momentum;
    private final boolean useNesterov;

    /** Steps of a fixed size and momentum. */
    public MomentumOptimizer(Ops tf, double learningRate, double momentum, boolean useNesterov) {
        this(tf, Hyperparameter.of(learningRate), Hyperparameter.of(momentum), useNesterov);
    }

    /** Steps of a size and momentum, floating scalars, that are computed in each run. */
    public MomentumOptimizer(Ops tf, Output learningRate, Output momentum, boolean useNesterov) {
        this(tf, Hyperparameter.of(learningRate), Hyperparameter.of(momentum), useNesterov);
    }

    private MomentumOptimizer(Ops tf, Hyperparameter learningRate, Hyperparameter momentum, boolean useNesterov) {
        super(tf, "Momentum");
        this.learningRate = learningRate;
        this.momentum = momentum;
        this.useNesterov = useNesterov;
    }

    @Override
    protected void createSlots(List<Output> variables) {
        variables.forEach(variable -> zerosSlot(variable, ACCUM));
    }

    @Override
    protected Step begin(Ops scope) {
        return new Rolling(learningRate.in(scope, "learning_rate"), momentum.in(scope, "momentum"));
    }

    private final class Rolling implements Step {
        private final Output rate;
        private final Output inertia;

        Rolling(Output rate, Output inertia) {
            this.rate = rate;
            this.inertia = inertia;
        }

        @Override
        public Op dense(Ops at, Output gradient, Output variable) {
            return at.addOp(
                    new ApplyMomentum(false, useNesterov),
                    variable,
                    zerosSlot(variable, ACCUM),
                    cast(at, rate, variable),
                    gradient,
                    cast(at, inertia, variable));
        }

        @Override
        public Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            return at.addOp(
                    new SparseApplyMomentum(false, useNesterov),
                    variable,
                    zerosSlot(variable, ACCUM),
                    cast(at, rate, variable),
                    gradient.values(),
                    gradient.indices(),
                    cast(at, inertia, variable));
        }
    }
}
