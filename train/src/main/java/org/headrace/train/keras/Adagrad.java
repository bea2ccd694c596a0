package org.headrace.train.keras;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.train.Optimizer;

/**
 * Adagrad as Keras has it, {@code tf.keras.optimizers.Adagrad}. Other than {@code tf.train}'s, it has an epsilon:
 *
 * <pre>{@code
 * accumulator += gradient^2
 * var -= learningRate * gradient / (sqrt(accumulator) + epsilon)
 * }</pre>
 *
 * <p>A sparse gradient changes only the rows it names.
 */
final class Adagrad extends Optimizer {
    private static final String ACCUMULATOR = "accumulator";

    private final Output learningRate;
    private final double initialAccumulatorValue;
    private final float epsilon;

    Adagrad(Ops tf, Output learningRate, double initialAccumulatorValue, double epsilon) {
        super(tf, "Adagrad");
        this.learningRate = learningRate;
        this.initialAccumulatorValue = initialAccumulatorValue;
        this.epsilon = (float) epsilon;
    }

    @Override
    protected void createSlots(List<Output> variables) {
        variables.forEach(variable -> slot(variable, ACCUMULATOR, tf.initializers.constant(initialAccumulatorValue)));
    }

    @Override
    protected Step begin(Ops scope) {
        return new Adaptive(scope.constant(Tensor.of(epsilon), "epsilon"));
    }

    private final class Adaptive implements Step {
        private final Output tiny;

        Adaptive(Output tiny) {
            this.tiny = tiny;
        }

        @Override
        public Op dense(Ops at, Output gradient, Output variable) {
            Output sum = at.assignAdd(existing(variable, ACCUMULATOR), at.square(gradient));
            return at.assignSub(variable, change(at, gradient, sum, variable)).op();
        }

        @Override
        public Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            Output g = gradient.values();
            Output sum = at.scatterAdd(existing(variable, ACCUMULATOR), gradient.indices(), at.square(g));
            Output change = change(at, g, at.gather(sum, gradient.indices()), variable);
            return at.scatterSub(variable, gradient.indices(), change).op();
        }

        private Output change(Ops at, Output gradient, Output sum, Output variable) {
            return at.div(
                    at.mul(cast(at, learningRate, variable), gradient), at.add(at.sqrt(sum), cast(at, tiny, variable)));
        }
    }
}
