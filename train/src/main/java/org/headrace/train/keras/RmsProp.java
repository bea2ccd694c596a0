package org.headrace.train.keras;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.train.Optimizer;

/**
 * RMSprop as Keras has it, {@code tf.keras.optimizers.RMSprop} without momentum. Other than {@code tf.train}'s, the mean square
 * begins at 0, and epsilon is added to its root:
 *
 * <pre>{@code
 * rms = rho * rms + (1 - rho) * gradient^2
 * var -= learningRate * gradient / (sqrt(rms) + epsilon)
 * }</pre>
 *
 * <p>With a sparse gradient, {@code rms} of all rows decays.
 */
final class RmsProp extends Optimizer {
    private static final String RMS = "rms";

    private final Output learningRate;
    private final float rho;
    private final float epsilon;

    RmsProp(Ops tf, Output learningRate, double rho, double epsilon) {
        super(tf, "RMSprop");
        this.learningRate = learningRate;
        this.rho = (float) rho;
        this.epsilon = (float) epsilon;
    }

    @Override
    protected void createSlots(List<Output> variables) {
        variables.forEach(variable -> zerosSlot(variable, RMS));
    }

    @Override
    protected Step begin(Ops scope) {
        return new Adaptive(
                scope.constant(Tensor.of(rho), "rho"),
                scope.constant(Tensor.of(1 - rho), "one_minus_rho"),
                scope.constant(Tensor.of(epsilon), "epsilon"));
    }

    private final class Adaptive implements Step {
        private final Output decay;
        private final Output rest;
        private final Output tiny;

        Adaptive(Output decay, Output rest, Output tiny) {
            this.decay = decay;
            this.rest = rest;
            this.tiny = tiny;
        }

        @Override
        public Op dense(Ops at, Output gradient, Output variable) {
            Output rms = existing(variable, RMS);
            Output mean = at.assign(
                    rms,
                    at.add(
                            at.mul(cast(at, decay, variable), rms),
                            at.mul(cast(at, rest, variable), at.square(gradient))));
            return at.assignSub(variable, change(at, gradient, mean, variable)).op();
        }

        @Override
        public Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            Output rms = existing(variable, RMS);
            Output g = gradient.values();
            Output smaller = at.assign(rms, at.mul(rms, cast(at, decay, variable)));
            Output mean = at.withControlDependencies(smaller)
                    .scatterAdd(rms, gradient.indices(), at.mul(at.square(g), cast(at, rest, variable)));
            Output change = change(at, g, at.gather(mean, gradient.indices()), variable);
            return at.scatterSub(variable, gradient.indices(), change).op();
        }

        private Output change(Ops at, Output gradient, Output mean, Output variable) {
            return at.div(
                    at.mul(cast(at, learningRate, variable), gradient),
                    at.add(at.sqrt(mean), cast(at, tiny, variable)));
        }
    }
}
