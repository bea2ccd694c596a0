package org.headrace.train;

import java.util.function.Function;
import org.headrace.core.Op;
import org.headrace.core.OpType;
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
        super(tf, "AddSignOptimizer", learningRate, "alpha", alpha, beta, signDecay);
    }

    @Override
    OpType dense() {
        return new ApplyAddSign(false);
    }

    @Override
    Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable, Scalars scalars) {
        Output lr = cast(at, scalars.rate(), variable);
        Output alpha = cast(at, scalars.strength(), variable);
        Output mean = mean(at, gradient, variable, cast(at, scalars.beta(), variable));
        Output product = signs(at, gradient, mean);
        Output scale = at.withName("add").add(alpha, times(at, cast(at, scalars.signs(), variable), product));
        Output change = times(at, times(at, lr, scale), gradient.values());
        return at.group(at.scatterSub(variable, gradient.indices(), change), mean);
    }
}
