package org.headrace.train;

import java.util.function.Function;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.OpType;
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
        super(
                tf,
                "PowerSignOptimizer",
                learningRate,
                "logbase",
                Math.log(Hyperparameter.requirePositive(base, "base")),
                beta,
                signDecay);
    }

    @Override
    OpType dense() {
        return new ApplyPowerSign(false);
    }

    @Override
    Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable, Scalars scalars) {
        Output lr = cast(at, scalars.rate(), variable);
        Output beta = cast(at, scalars.beta(), variable);
        Output logBase = cast(at, scalars.strength(), variable);
        Output e = Hyperparameter.cast(at, Math.E, variable.dtype());
        Output mean = mean(at, gradient, variable, beta);
        Output product = signs(at, gradient, mean);
        Output exponent = times(at, times(at, logBase, cast(at, scalars.signs(), variable)), product);
        Output change = times(at, times(at, lr, at.pow(e, exponent)), gradient.values());
        return at.group(at.scatterSub(variable, gradient.indices(), change), mean);
    }
}
