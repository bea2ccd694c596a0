package org.headrace.train;

import java.util.function.Function;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.state.ApplyAddSign;
import org.jspecify.annotations.Nullable;

/**
 * AddSign, "Neural optimizer search with reinforcement learning" (Bello and others, 2017): TensorFlow's
 * {@code tf.contrib.opt.AddSignOptimizer}.
 *
 * <pre>{@code
 * m = beta * m + (1 - beta) * gradient
 * var -= learningRate * (alpha + signDecay * sign(gradient) * sign(m)) * gradient
 * }</pre>
 *
 * <p>The slot {@code "m"} is {@code W/AddSignOptimizer}. By a sparse gradient {@code m} changes whole, the variable only in the
 * rows that are named.
 */
public final class AddSignOptimizer extends SignOptimizer {
    private final Hyperparameter learningRate;
    private final double alpha;
    private final double beta;

    /**
     * Steps of a fixed size.
     *
     * @param signDecay gives {@code signDecay}, a floating scalar, from the global step; null for 1
     */
    public AddSignOptimizer(
            Ops tf, double learningRate, double alpha, double beta, @Nullable Function<Output, Output> signDecay) {
        this(tf, Hyperparameter.of(learningRate), alpha, beta, signDecay);
    }

    /** The same, with steps of a size, a floating scalar, that is computed in each run. */
    public AddSignOptimizer(
            Ops tf, Output learningRate, double alpha, double beta, @Nullable Function<Output, Output> signDecay) {
        this(tf, Hyperparameter.of(learningRate), alpha, beta, signDecay);
    }

    private AddSignOptimizer(
            Ops tf,
            Hyperparameter learningRate,
            double alpha,
            double beta,
            @Nullable Function<Output, Output> signDecay) {
        super(tf, "AddSignOptimizer", signDecay);
        this.learningRate = learningRate;
        this.alpha = alpha;
        this.beta = beta;
    }

    @Override
    protected Step begin(Ops scope) {
        Output rate = learningRate.in(scope, "learning_rate");
        Output decay = Hyperparameter.of(beta).in(scope, "beta");
        return new Adding(rate, decay, Hyperparameter.of(alpha).in(scope, "alpha"), signDecay(scope));
    }

    private final class Adding implements Step {
        private final Output rate;
        private final Output decay;
        private final Output least;
        private final Output signs;

        Adding(Output rate, Output decay, Output least, Output signs) {
            this.rate = rate;
            this.decay = decay;
            this.least = least;
            this.signs = signs;
        }

        @Override
        public Op dense(Ops at, Output gradient, Output variable) {
            return at.addOp(
                    new ApplyAddSign(false),
                    variable,
                    existing(variable, M),
                    cast(at, rate, variable),
                    cast(at, least, variable),
                    cast(at, signs, variable),
                    cast(at, decay, variable),
                    gradient);
        }

        @Override
        public Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            Output lr = cast(at, rate, variable);
            Output alphaCast = cast(at, least, variable);
            Output mean = mean(at, gradient, variable, cast(at, decay, variable));
            Output product = signs(at, gradient, mean);
            Output scale = at.withName("add").add(alphaCast, times(at, cast(at, signs, variable), product));
            Output change = times(at, times(at, lr, scale), gradient.values());
            return at.group(at.scatterSub(variable, gradient.indices(), change), mean);
        }
    }
}
