package org.headrace.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.state.ApplyAdam;

/**
 * Adam, "A method for stochastic optimization" (Kingma and Ba, 2014): TensorFlow's {@code tf.train.AdamOptimizer}.
 *
 * <pre>{@code
 * m = beta1 * m + (1 - beta1) * gradient
 * v = beta2 * v + (1 - beta2) * gradient^2
 * var -= learningRate * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + epsilon)
 * }</pre>
 *
 * <p>The slots {@code "m"} and {@code "v"} are {@code W/Adam} and {@code W/Adam_1}; {@code beta1_power} and
 * {@code beta2_power} hold {@code beta^t}. A sparse gradient counts as zero for the rows that it does not name, which still
 * move by their momentum.
 */
public sealed class AdamOptimizer extends Optimizer permits AdaMaxOptimizer {
    static final String M = "m";
    static final String V = "v";

    private final Hyperparameter learningRate;
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    /** {@code beta1_power} and {@code beta2_power}, once there is something to be trained. */
    private List<Output> powers = List.of();

    /** Steps of a fixed size. */
    public AdamOptimizer(Ops tf, double learningRate, double beta1, double beta2, double epsilon) {
        this(tf, "Adam", Hyperparameter.of(learningRate), beta1, beta2, epsilon);
    }

    /** Steps of a size, a floating scalar, that is computed in each run. */
    public AdamOptimizer(Ops tf, Output learningRate, double beta1, double beta2, double epsilon) {
        this(tf, "Adam", Hyperparameter.of(learningRate), beta1, beta2, epsilon);
    }

    AdamOptimizer(Ops tf, String name, Hyperparameter learningRate, double beta1, double beta2, double epsilon) {
        super(tf, name);
        this.learningRate = learningRate;
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
    }

    @Override
    protected void createSlots(List<Output> variables) {
        if (powers.isEmpty()) {
            Op first = variables.stream()
                    .min(Comparator.comparing(Output::name))
                    .orElseThrow()
                    .op();
            Ops beside = tf.colocatedWith(first);
            powers = List.of(
                    beside.variable(Tensor.of((float) beta1), "beta1_power", false),
                    beside.variable(Tensor.of((float) beta2), "beta2_power", false));
        }
        for (Output variable : variables) {
            zerosSlot(variable, M);
            zerosSlot(variable, V);
        }
    }

    /** {@code beta1^t}. */
    Output beta1Power() {
        return powers.get(0);
    }

    @Override
    public List<Output> variables() {
        List<Output> all = new ArrayList<>(powers);
        all.addAll(super.variables());
        return all;
    }

    @Override
    protected Step begin(Ops scope) {
        return adaptive(
                learningRate.in(scope, "learning_rate"),
                Hyperparameter.of(beta1).in(scope, "beta1"),
                Hyperparameter.of(beta2).in(scope, "beta2"),
                Hyperparameter.of(epsilon).in(scope, "epsilon"));
    }

    Adaptive adaptive(Output rate, Output decay1, Output decay2, Output tiny) {
        return new Adaptive(rate, decay1, decay2, tiny);
    }

    /** Adam's step. */
    class Adaptive implements Step {
        final Output rate;
        final Output decay1;
        final Output decay2;
        final Output tiny;

        Adaptive(Output rate, Output decay1, Output decay2, Output tiny) {
            this.rate = rate;
            this.decay1 = decay1;
            this.decay2 = decay2;
            this.tiny = tiny;
        }

        @Override
        public Op dense(Ops at, Output gradient, Output variable) {
            return at.addOp(
                    new ApplyAdam(false, false),
                    variable,
                    zerosSlot(variable, M),
                    zerosSlot(variable, V),
                    cast(at, powers.get(0), variable),
                    cast(at, powers.get(1), variable),
                    cast(at, rate, variable),
                    cast(at, decay1, variable),
                    cast(at, decay2, variable),
                    cast(at, tiny, variable),
                    gradient);
        }

        @Override
        public Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            Output power1 = cast(at, powers.get(0), variable);
            Output power2 = cast(at, powers.get(1), variable);
            Output lr = cast(at, rate, variable);
            Output beta1Cast = cast(at, decay1, variable);
            Output beta2Cast = cast(at, decay2, variable);
            Output epsilonCast = cast(at, tiny, variable);
            Output root = at.sqrt(oneMinus(at, power2));
            Output alpha = at.withName("truediv").div(times(at, lr, root), oneMinus(at, power1));

            Output g = gradient.values();
            Output m = zerosSlot(variable, M);
            Output first = times(at, g, oneMinus(at, beta1Cast));
            Output newM = decayed(at, m, beta1Cast, gradient.indices(), first);
            Output v = zerosSlot(variable, V);
            Output square = times(at, g, g);
            Output second = times(at, square, oneMinus(at, beta2Cast));
            Output newV = decayed(at, v, beta2Cast, gradient.indices(), second);

            Output scale = at.sqrt(newV);
            Output ahead = times(at, alpha, newM);
            Output change = at.withName("truediv").div(ahead, at.withName("add").add(scale, epsilonCast));
            return at.group(at.assignSub(variable, change), newM, newV);
        }

        /** {@code slot = slot * decay}, then plus {@code rows}. */
        private static Output decayed(Ops at, Output slot, Output decay, Output indices, Output rows) {
            Output smaller = at.assign(slot, times(at, slot, decay));
            return at.withControlDependencies(smaller).scatterAdd(slot, indices, rows);
        }

        static Output times(Ops at, Output a, Output b) {
            return at.withName("mul").mul(a, b);
        }

        static Output oneMinus(Ops at, Output x) {
            return at.withName("sub").sub(1, x);
        }

        @Override
        public Op finish(Ops scope, List<Op> updates, String opName) {
            Ops after = scope.withControlDependencies(updates)
                    .colocatedWith(powers.get(0).op());
            List<Op> all = new ArrayList<>(updates);
            all.add(multiply(after, powers.get(0), decay1));
            all.add(multiply(after, powers.get(1), decay2));
            return scope.withName(opName).group(all);
        }

        private static Op multiply(Ops after, Output power, Output beta) {
            return after.assign(power, times(after, power, beta)).op();
        }
    }
}
