package org.headrace.train;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.state.ApplyAdadelta;
import org.headrace.ops.state.SparseApplyAdadelta;

/**
 * Adadelta, "An adaptive learning rate method" (Zeiler, 2012): TensorFlow's {@code tf.train.AdadeltaOptimizer}.
 *
 * <pre>{@code
 * accum = rho * accum + (1 - rho) * gradient^2
 * update = sqrt(accumUpdate + epsilon) / sqrt(accum + epsilon) * gradient
 * var -= learningRate * update
 * accumUpdate = rho * accumUpdate + (1 - rho) * update^2
 * }</pre>
 *
 * <p>The slots {@code "accum"} and {@code "accum_update"} are {@code W/Adadelta} and {@code W/Adadelta_1}. A sparse gradient
 * changes only the rows it names.
 */
public final class AdadeltaOptimizer extends Optimizer {
    private static final String ACCUM = "accum";
    private static final String ACCUM_UPDATE = "accum_update";

    private final Hyperparameter learningRate;
    private final double rho;
    private final double epsilon;

    /** Steps of a fixed size. */
    public AdadeltaOptimizer(Ops tf, double learningRate, double rho, double epsilon) {
        this(tf, Hyperparameter.of(learningRate), rho, epsilon);
    }

    /** Steps of a size, a floating scalar, that is computed in each run. */
    public AdadeltaOptimizer(Ops tf, Output learningRate, double rho, double epsilon) {
        this(tf, Hyperparameter.of(learningRate), rho, epsilon);
    }

    private AdadeltaOptimizer(Ops tf, Hyperparameter learningRate, double rho, double epsilon) {
        super(tf, "Adadelta");
        this.learningRate = learningRate;
        this.rho = rho;
        this.epsilon = epsilon;
    }

    @Override
    protected void createSlots(List<Output> variables) {
        for (Output variable : variables) {
            zerosSlot(variable, ACCUM);
            zerosSlot(variable, ACCUM_UPDATE);
        }
    }

    @Override
    protected Step begin(Ops scope) {
        return new Adaptive(
                learningRate.in(scope, "lr"),
                Hyperparameter.of(rho).in(scope, "rho"),
                Hyperparameter.of(epsilon).in(scope, "epsilon"));
    }

    private final class Adaptive implements Step {
        private final Output rate;
        private final Output decay;
        private final Output tiny;

        Adaptive(Output rate, Output decay, Output tiny) {
            this.rate = rate;
            this.decay = decay;
            this.tiny = tiny;
        }

        @Override
        public Op dense(Ops at, Output gradient, Output variable) {
            return at.addOp(
                    new ApplyAdadelta(false),
                    variable,
                    existing(variable, ACCUM),
                    existing(variable, ACCUM_UPDATE),
                    cast(at, rate, variable),
                    cast(at, decay, variable),
                    cast(at, tiny, variable),
                    gradient);
        }

        @Override
        public Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            return at.addOp(
                    new SparseApplyAdadelta(false),
                    variable,
                    existing(variable, ACCUM),
                    existing(variable, ACCUM_UPDATE),
                    cast(at, rate, variable),
                    cast(at, decay, variable),
                    cast(at, tiny, variable),
                    gradient.values(),
                    gradient.indices());
        }
    }
}
