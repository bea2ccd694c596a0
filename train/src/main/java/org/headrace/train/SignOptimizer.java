package org.headrace.train;

import java.util.List;
import java.util.function.Function;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
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

    private final @Nullable Function<Output, Output> signDecay;
    private @Nullable Output decayed;

    /** @param signDecay gives what the product of the signs is multiplied by, from the global step; null for 1 */
    SignOptimizer(Ops tf, String name, @Nullable Function<Output, Output> signDecay) {
        super(tf, name);
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

    /** What the product of the signs is multiplied by. */
    final Output signDecay(Ops scope) {
        return decayed == null ? scope.constant(Tensor.of(1f), "sign_decay") : decayed;
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
