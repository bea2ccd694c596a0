package org.headrace.train;

import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.state.ApplyGradientDescent;

/** {@code var -= learningRate * gradient}: TensorFlow's {@code tf.train.GradientDescentOptimizer}. */
public final class GradientDescentOptimizer extends Optimizer {
    private final Hyperparameter learningRate;

    /** Steps of a fixed size. */
    public GradientDescentOptimizer(Ops tf, double learningRate) {
        this(tf, Hyperparameter.of(learningRate));
    }

    /** Steps of a size, a floating scalar, that is computed in each run. */
    public GradientDescentOptimizer(Ops tf, Output learningRate) {
        this(tf, Hyperparameter.of(learningRate));
    }

    private GradientDescentOptimizer(Ops tf, Hyperparameter learningRate) {
        super(tf, "GradientDescent");
        this.learningRate = learningRate;
    }

    @Override
    protected Step begin(Ops scope) {
        return new Descent(learningRate.in(scope, "learning_rate"));
    }

    private record Descent(Output learningRate) implements Step {
        @Override
        public Op dense(Ops at, Output gradient, Output variable) {
            Output alpha = cast(at, learningRate, variable);
            return at.addOp(new ApplyGradientDescent(false), variable, alpha, gradient);
        }

        @Override
        public Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            Output delta = at.withName("mul").mul(gradient.values(), cast(at, learningRate, variable));
            return at.scatterSub(variable, gradient.indices(), delta).op();
        }

        /** Rows named twice need no care here: subtracting adds up. */
        @Override
        public Op duplicates(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            return sparse(at, gradient, variable);
        }
    }
}
