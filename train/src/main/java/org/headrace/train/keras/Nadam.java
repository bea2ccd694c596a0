package org.headrace.train.keras;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.train.Optimizer;

/**
 * Adam with Nesterov's momentum, "Incorporating Nesterov momentum into Adam" (Dozat, 2015), as Keras has it:
 * {@code tf.keras.optimizers.Nadam}. At step t, counted from 1, with {@code mu(t) = beta1 * (1 - 0.5 * 0.96^(0.004 * t))} and
 * {@code cache} the product of {@code mu(1)} to {@code mu(t)}:
 *
 * <pre>{@code
 * m = beta1 * m + (1 - beta1) * gradient
 * v = beta2 * v + (1 - beta2) * gradient^2
 * ahead = (1 - mu(t)) * gradient / (1 - cache) + mu(t + 1) * m / (1 - cache * mu(t + 1))
 * var -= learningRate * ahead / (sqrt(v / (1 - beta2^t)) + epsilon)
 * }</pre>
 *
 * <p>With a sparse gradient, {@code m} and {@code v} of all rows decay, and only the rows that it names move.
 */
final class Nadam extends Optimizer {
    private static final String M = "m";
    private static final String V = "v";
    private static final float DECAY_BASE = 0.96f;
    private static final float SCHEDULE_DECAY = 0.004f;

    private final Output learningRate;
    private final float beta1;
    private final float beta2;
    private final float epsilon;
    /** How many steps there were, and the momentum cache, once there is something to be trained. */
    private List<Output> counts = List.of();

    Nadam(Ops tf, Output learningRate, double beta1, double beta2, double epsilon) {
        super(tf, "Nadam");
        this.learningRate = learningRate;
        this.beta1 = (float) beta1;
        this.beta2 = (float) beta2;
        this.epsilon = (float) epsilon;
    }

    @Override
    protected void createSlots(List<Output> variables) {
        if (counts.isEmpty()) {
            counts = List.of(tf.variable(0L, "iterations", false), tf.variable(1f, "momentum_cache", false));
        }
        for (Output variable : variables) {
            zerosSlot(variable, M);
            zerosSlot(variable, V);
        }
    }

    @Override
    public List<Output> variables() {
        List<Output> all = new ArrayList<>(counts);
        all.addAll(super.variables());
        return all;
    }

    @Override
    protected Step begin(Ops scope) {
        return new Adaptive(scope);
    }

    private final class Adaptive implements Step {
        private final Output mu;
        private final Output nextMu;
        private final Output cache;
        private final Output nextCache;
        private final Output unbiased;

        Adaptive(Ops s) {
            Output step = s.cast(s.add(counts.get(0), s.constant(1L)), learningRate.dtype());
            mu = mu(s, step);
            nextMu = mu(s, s.add(step, s.constant(1f)));
            cache = s.mul(counts.get(1), mu);
            nextCache = s.mul(cache, nextMu);
            unbiased = rest(s, s.pow(s.constant(beta2), step));
        }

        private Output mu(Ops s, Output step) {
            Output power = s.pow(s.constant(DECAY_BASE), s.mul(s.constant(SCHEDULE_DECAY), step));
            return s.mul(s.constant(beta1), rest(s, s.mul(s.constant(0.5f), power)));
        }

        private static Output rest(Ops s, Output x) {
            return s.sub(s.constant(1f), x);
        }

        @Override
        public Op dense(Ops at, Output gradient, Output variable) {
            Output m = existing(variable, M);
            Output v = existing(variable, V);
            Output newM = at.assign(
                    m, at.add(at.mul(in(at, beta1, variable), m), at.mul(in(at, 1 - beta1, variable), gradient)));
            Output newV = at.assign(
                    v,
                    at.add(
                            at.mul(in(at, beta2, variable), v),
                            at.mul(in(at, 1 - beta2, variable), at.square(gradient))));
            return at.assignSub(variable, change(at, gradient, newM, newV, variable))
                    .op();
        }

        @Override
        public Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            Output g = gradient.values();
            Output newM = decayed(
                    at,
                    existing(variable, M),
                    in(at, beta1, variable),
                    gradient,
                    at.mul(g, in(at, 1 - beta1, variable)));
            Output newV = decayed(
                    at,
                    existing(variable, V),
                    in(at, beta2, variable),
                    gradient,
                    at.mul(at.square(g), in(at, 1 - beta2, variable)));
            return at.scatterSub(variable, gradient.indices(), change(at, g, newM, newV, variable))
                    .op();
        }

        /** {@code slot * decay}, and {@code rows} added to the gradient's; the new values of these. */
        private static Output decayed(Ops at, Output slot, Output decay, Gradient.IndexedSlices gradient, Output rows) {
            Output smaller = at.assign(slot, at.mul(slot, decay));
            Output added = at.withControlDependencies(smaller).scatterAdd(slot, gradient.indices(), rows);
            return at.gather(added, gradient.indices());
        }

        private Output change(Ops at, Output gradient, Output m, Output v, Output variable) {
            Output now = at.div(gradient, cast(at, rest(at, cache), variable));
            Output soon = at.div(m, cast(at, rest(at, nextCache), variable));
            Output ahead =
                    at.add(at.mul(cast(at, rest(at, mu), variable), now), at.mul(cast(at, nextMu, variable), soon));
            Output root = at.sqrt(at.div(v, cast(at, unbiased, variable)));
            return at.div(at.mul(cast(at, learningRate, variable), ahead), at.add(root, in(at, epsilon, variable)));
        }

        private static Output in(Ops at, float x, Output variable) {
            return cast(at, at.constant(Tensor.of(x)), variable);
        }

        @Override
        public Op finish(Ops scope, List<Op> updates, String opName) {
            Ops after = scope.withControlDependencies(updates);
            List<Op> all = new ArrayList<>(updates);
            all.add(after.assign(counts.get(1), cache).op());
            all.add(after.assignAdd(counts.get(0), 1).op());
            return scope.withName(opName).group(all);
        }
    }
}
