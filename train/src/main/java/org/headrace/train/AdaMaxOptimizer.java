package org.headrace.train;

import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.state.ApplyAdaMax;

/**
 * AdaMax, section 7.1 of "Adam: a method for stochastic optimization" (Kingma and Ba, 2014): TensorFlow's
 * {@code tf.contrib.opt.AdaMaxOptimizer}.
 *
 * <pre>{@code
 * m = beta1 * m + (1 - beta1) * gradient
 * v = max(beta2 * v, |gradient|)
 * var -= learningRate / (1 - beta1^t) * m / (v + epsilon)
 * }</pre>
 *
 * <p>The slots {@code "m"} and {@code "v"} are {@code W/AdaMax} and {@code W/AdaMax_1}. Unlike Adam's, a sparse gradient changes
 * only the rows it names.
 */
public final class AdaMaxOptimizer extends AdamOptimizer {
    /** Steps of a fixed size. */
    public AdaMaxOptimizer(Ops tf, double learningRate, double beta1, double beta2, double epsilon) {
        super(tf, "AdaMax", Hyperparameter.of(learningRate), beta1, beta2, epsilon);
    }

    /** Steps of a size, a floating scalar, that is computed in each run. */
    public AdaMaxOptimizer(Ops tf, Output learningRate, double beta1, double beta2, double epsilon) {
        super(tf, "AdaMax", Hyperparameter.of(learningRate), beta1, beta2, epsilon);
    }

    @Override
    Adaptive adaptive(Output rate, Output decay1, Output decay2, Output tiny) {
        return new Max(rate, decay1, decay2, tiny);
    }

    private final class Max extends Adaptive {
        Max(Output rate, Output decay1, Output decay2, Output tiny) {
            super(rate, decay1, decay2, tiny);
        }

        @Override
        public Op dense(Ops at, Output gradient, Output variable) {
            return at.addOp(
                    new ApplyAdaMax(false),
                    variable,
                    zerosSlot(variable, M),
                    zerosSlot(variable, V),
                    cast(at, beta1Power(), variable),
                    cast(at, rate, variable),
                    cast(at, decay1, variable),
                    cast(at, decay2, variable),
                    cast(at, tiny, variable),
                    gradient);
        }

        @Override
        public Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            Output power1 = cast(at, beta1Power(), variable);
            Output lr = cast(at, rate, variable);
            Output beta1 = cast(at, decay1, variable);
            Output beta2 = cast(at, decay2, variable);
            Output epsilon = cast(at, tiny, variable);
            Output g = gradient.values();
            Output rows = gradient.indices();

            Output m = zerosSlot(variable, M);
            Output rolled = times(at, at.gather(m, rows), beta1);
            Output newM = plus(at, rolled, times(at, g, oneMinus(at, beta1)));
            Output updatedM = at.withControlDependencies(newM).scatterUpdate(m, rows, newM);

            Output v = zerosSlot(variable, V);
            Output newV = at.maximum(times(at, at.gather(v, rows), beta2), at.abs(g));
            Output updatedV = at.withControlDependencies(newV).scatterUpdate(v, rows, newV);

            Output size = over(at, at.neg(lr), oneMinus(at, power1));
            Output change = times(at, size, over(at, newM, plus(at, newV, epsilon)));
            Output updated = at.withControlDependencies(change).scatterAdd(variable, rows, change);
            return at.group(updated, updatedM, updatedV);
        }

        private static Output plus(Ops at, Output a, Output b) {
            return at.withName("add").add(a, b);
        }

        private static Output over(Ops at, Output a, Output b) {
            return at.withName("truediv").div(a, b);
        }
    }
}
