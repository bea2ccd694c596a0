package org.headrace.train;

import java.util.function.Function;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.state.ApplyPowerSign;
import org.jspecify.annotations.Nullable;

/**
 * PowerSign, "Neural optimizer search with reinforcement learning" (Bello and others, 2017): TensorFlow's
 * {@code tf.contrib.opt.PowerSignOptimizer}.
 *
 * <pre>{@code
 * m = beta * m + (1 - beta) * gradient
 * var -= learningRate * base^(signDecay * sign(gradient) * sign(m)) * gradient
 * }</pre>
 *
 * <p>The slot {@code "m"} is {@code W/PowerSignOptimizer}. By a sparse gradient {@code m} changes whole, the variable only in
 * the rows that are named.
 */
public final class PowerSignOptimizer extends SignOptimizer {
    private final Hyperparameter learningRate;
    private final double logBase;
    private final double beta;

    /**
     * Steps of a fixed size.
     *
     * @param signDecay gives {@code signDecay}, a floating scalar, from the global step; null for 1
     * @throws InvalidArgumentException if {@code base} is not positive
     */
    public PowerSignOptimizer(
            Ops tf, double learningRate, double base, double beta, @Nullable Function<Output, Output> signDecay) {
        this(tf, Hyperparameter.of(learningRate), base, beta, signDecay);
    }

    /** The same, with steps of a size, a floating scalar, that is computed in each run. */
    public PowerSignOptimizer(
            Ops tf, Output learningRate, double base, double beta, @Nullable Function<Output, Output> signDecay) {
        this(tf, Hyperparameter.of(learningRate), base, beta, signDecay);
    }

    private PowerSignOptimizer(
            Ops tf,
            Hyperparameter learningRate,
            double base,
            double beta,
            @Nullable Function<Output, Output> signDecay) {
        super(tf, "PowerSignOptimizer", signDecay);
        this.learningRate = learningRate;
        this.logBase = Math.log(Hyperparameter.requirePositive(base, "base"));
        this.beta = beta;
    }

    @Override
    protected Step begin(Ops scope) {
        Output rate = learningRate.in(scope, "learning_rate");
        Output decay = Hyperparameter.of(beta).in(scope, "beta");
        return new Raising(rate, decay, Hyperparameter.of(logBase).in(scope, "logbase"), signDecay(scope));
    }

    private final class Raising implements Step {
        private final Output rate;
        private final Output decay;
        private final Output log;
        private final Output signs;

        Raising(Output rate, Output decay, Output log, Output signs) {
            this.rate = rate;
            this.decay = decay;
            this.log = log;
            this.signs = signs;
        }

        @Override
        public Op dense(Ops at, Output gradient, Output variable) {
            return at.addOp(
                    new ApplyPowerSign(false),
                    variable,
                    existing(variable, M),
                    cast(at, rate, variable),
                    cast(at, log, variable),
                    cast(at, signs, variable),
                    cast(at, decay, variable),
                    gradient);
        }

        @Override
        public Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            Output lr = cast(at, rate, variable);
            Output beta1 = cast(at, decay, variable);
            Output logCast = cast(at, log, variable);
            Output e = Hyperparameter.cast(at, Math.E, variable.dtype());
            Output mean = mean(at, gradient, variable, beta1);
            Output product = signs(at, gradient, mean);
            Output exponent = times(at, times(at, logCast, cast(at, signs, variable)), product);
            Output change = times(at, times(at, lr, at.pow(e, exponent)), gradient.values());
            return at.group(at.scatterSub(variable, gradient.indices(), change), mean);
        }
    }
}
