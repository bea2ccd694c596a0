package org.headrace.train;

import java.util.List;
import java.util.function.Function;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;
import org.jspecify.annotations.Nullable;

/**
 * What {@link AddSignOptimizer} and {@link PowerSignOptimizer} have in common: a mean of the gradients, the slot {@code "m"},
 * with whose sign the gradient's is compared.
 */
public abstract sealed class SignOptimizer extends Optimizer permits AddSignOptimizer, PowerSignOptimizer {
    static final String M = "m";

    private final Hyperparameter learningRate;
    private final String strengthName;
    private final double strength;
    private final double beta;
    private final @Nullable Function<Output, Output> signDecay;
    private @Nullable Output decayed;

    /**
     * @param strengthName TensorFlow's name of what says how much the signs count
     * @param signDecay gives what the product of the signs is multiplied by, from the global step; null for 1
     */
    SignOptimizer(
            Ops tf,
            String name,
            Hyperparameter learningRate,
            String strengthName,
            double strength,
            double beta,
            @Nullable Function<Output, Output> signDecay) {
        super(tf, name);
        this.learningRate = learningRate;
        this.strengthName = strengthName;
        this.strength = strength;
        this.beta = beta;
        this.signDecay = signDecay;
    }

    /**
     * The op that changes variables by gradients and then adds 1 to {@code globalStep}.
     *
     * @param globalStep an integer scalar variable, or null if nothing decays by it
     */
    @Override
    public final Op applyGradients(List<GradientAndVariable> gradients, @Nullable Output globalStep) {
        if (signDecay != null) {
            if (globalStep == null) {
                throw new InvalidArgumentException(
                        "The sign decays by a global step, but there is none: minimize(loss, globalStep)");
            }
            decayed = signDecay.apply(globalStep);
        }
        return super.applyGradients(gradients, globalStep);
    }

    @Override
    protected final void createSlots(List<Output> variables) {
        variables.forEach(variable -> zerosSlot(variable, M));
    }

    @Override
    protected final Step begin(Ops scope) {
        Output rate = learningRate.in(scope, "learning_rate");
        Output decay = Hyperparameter.of(beta).in(scope, "beta");
        Output most = Hyperparameter.of(strength).in(scope, strengthName);
        Output signs = decayed == null ? scope.constant(Tensor.of(1f), "sign_decay") : decayed;
        return new Comparing(new Scalars(rate, most, signs, decay));
    }

    /** The hyperparameters; {@code signs} is what the product of the signs is multiplied by. */
    record Scalars(Output rate, Output strength, Output signs, Output beta) {}

    /** The op of TensorFlow that makes a step by a dense gradient. */
    abstract OpType dense();

    /** The op that makes a step by a gradient that names each row at most once. */
    abstract Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable, Scalars scalars);

    private final class Comparing implements Step {
        private final Scalars scalars;

        Comparing(Scalars scalars) {
            this.scalars = scalars;
        }

        @Override
        public Op dense(Ops at, Output gradient, Output variable) {
            return at.addOp(
                    SignOptimizer.this.dense(),
                    variable,
                    existing(variable, M),
                    cast(at, scalars.rate, variable),
                    cast(at, scalars.strength, variable),
                    cast(at, scalars.signs, variable),
                    cast(at, scalars.beta, variable),
                    gradient);
        }

        @Override
        public Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            return SignOptimizer.this.sparse(at, gradient, variable, scalars);
        }
    }

    /** {@code m = beta * m + (1 - beta) * gradient}, for all rows. */
    final Output mean(Ops at, Gradient.IndexedSlices gradient, Output variable, Output beta) {
        Output m = existing(variable, M);
        Output rolled = times(at, m, beta);
        Output rest = at.withName("sub").sub(1, beta);
        Ops product = at.scope("mul");
        Output rows = product.stridedSlice(gradient.denseShape(), Slice.at(0));
        Output whole = product.withName("x").math.unsortedSegmentSum(gradient.values(), gradient.indices(), rows);
        Output added = product.withName(product.scopeName()).mul(whole, rest);
        return at.assign(m, at.withName("add").add(rolled, added));
    }

    /** The product of the signs of {@code m} and of the gradient, for the gradient's rows. */
    static Output signs(Ops at, Gradient.IndexedSlices gradient, Output mean) {
        Output sign = at.math.sign(gradient.values());
        return times(at, at.gather(at.math.sign(mean), gradient.indices()), sign);
    }

    static Output times(Ops at, Output a, Output b) {
        return at.withName("mul").mul(a, b);
    }
}
