package org.headrace.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.headrace.autodiff.Gradients;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;
import org.headrace.ops.state.Initializer;
import org.jspecify.annotations.Nullable;

/**
 * Changes variables so that a loss gets smaller: TensorFlow's {@code tf.train.Optimizer}, with its names.
 *
 * <p>{@link #minimize} adds the gradients and one op that changes all variables once each time it runs. To do something to
 * the gradients in between, call {@link #computeGradients} and {@link #applyGradients}. What the optimizer remembers of a
 * variable from step to step is in variables too, its slots: {@code W/Adam}. Initialize them like all others.
 */
public abstract class Optimizer {
    private static final String TRAIN_OP = "train_op";

    /** Where the ops are added. */
    protected final Ops tf;

    private final String name;
    private final Map<String, Map<Output, Output>> slots = new LinkedHashMap<>();

    /** An optimizer whose ops are named below {@code name}. */
    protected Optimizer(Ops tf, String name) {
        this.tf = tf;
        this.name = name;
    }

    /** The op that makes one step down the gradient of {@code loss} for all trainable variables. */
    public Op minimize(Output loss) {
        return minimize(loss, null, tf.trainableVariables());
    }

    /** The same, adding 1 to {@code globalStep} after each step; null for none. */
    public Op minimize(Output loss, @Nullable Output globalStep) {
        return minimize(loss, globalStep, tf.trainableVariables());
    }

    /** The same for these variables. */
    public Op minimize(Output loss, List<Output> variables) {
        return minimize(loss, null, variables);
    }

    /**
     * The same for these variables, adding 1 to {@code globalStep} after each step; null for none.
     *
     * @param loss of a floating dtype; of one that is no scalar the sum counts
     * @throws InvalidArgumentException if there are no variables, or {@code loss} depends on none of them
     */
    public Op minimize(Output loss, @Nullable Output globalStep, List<Output> variables) {
        List<GradientAndVariable> gradients = computeGradients(loss, variables);
        if (gradients.stream().noneMatch(GradientAndVariable::hasGradient)) {
            throw new InvalidArgumentException(
                    "No gradients provided for any variable, check your graph for ops that do not"
                            + " support gradients, between variables " + variables + " and loss " + loss + ".");
        }
        return applyGradients(gradients, globalStep);
    }

    /** The gradients of {@code loss} for all trainable variables: the first half of {@link #minimize}. */
    public List<GradientAndVariable> computeGradients(Output loss) {
        return computeGradients(loss, tf.trainableVariables());
    }

    /** The gradients of {@code loss} for these variables: the first half of {@link #minimize}. */
    public List<GradientAndVariable> computeGradients(Output loss, List<Output> variables) {
        requireFloating(loss);
        if (variables.isEmpty()) {
            throw new InvalidArgumentException("No variables to optimize.");
        }
        List<Gradient> gradients = Gradients.of(tf, loss).gated(true).withRespectTo(variables);
        List<GradientAndVariable> pairs = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            GradientAndVariable pair = new GradientAndVariable(gradients.get(i), variables.get(i));
            if (pair.hasGradient()) {
                requireFloating(pair.variable());
            }
            pairs.add(pair);
        }
        return pairs;
    }

    private static void requireFloating(Output output) {
        if (!output.dtype().isFloating()) {
            throw new InvalidArgumentException(
                    output.op(),
                    "Invalid type " + output.dtype() + " for " + output.name() + ", expected: [" + DTypes.FLOATING
                            + "].");
        }
    }

    /** The op that changes variables by gradients: the second half of {@link #minimize}. */
    public Op applyGradients(List<GradientAndVariable> gradients) {
        return applyGradients(gradients, null);
    }

    /**
     * The op that changes variables by gradients and then adds 1 to {@code globalStep}: the second half of
     * {@link #minimize}.
     *
     * @param globalStep an integer scalar variable, or null
     */
    public Op applyGradients(List<GradientAndVariable> gradients, @Nullable Output globalStep) {
        return tf.graph().atOneLine(() -> apply(gradients, globalStep));
    }

    private Op apply(List<GradientAndVariable> gradients, @Nullable Output globalStep) {
        if (gradients.isEmpty()) {
            throw new InvalidArgumentException("No variables provided.");
        }
        List<GradientAndVariable> present =
                gradients.stream().filter(GradientAndVariable::hasGradient).toList();
        if (present.isEmpty()) {
            throw new InvalidArgumentException("No gradients provided for any variable: "
                    + gradients.stream().map(GradientAndVariable::variable).toList() + ".");
        }
        createSlots(present.stream().map(GradientAndVariable::variable).toList());
        Ops scope = tf.scoped(name);
        Step step = begin(scope);
        List<Op> updates = new ArrayList<>();
        for (GradientAndVariable pair : present) {
            Op variable = pair.variable().op();
            Ops at = scope.scope("update_" + variable.name()).colocatedWith(variable);
            updates.add(apply(step, at, pair.gradient(), pair.variable()));
        }
        Op last = globalStep == null
                ? step.finish(scope, updates, scope.scopeName())
                : count(scope, step.finish(scope, updates, "update"), globalStep);
        tf.graph().addToCollection(TRAIN_OP, last);
        return last;
    }

    private static Op apply(Step step, Ops at, Gradient gradient, Output variable) {
        if (gradient instanceof Gradient.IndexedSlices slices) {
            return step.duplicates(at, slices, variable);
        }
        return step.dense(at, ((Gradient.Dense) gradient).value(), variable);
    }

    private static Op count(Ops scope, Op updates, Output globalStep) {
        return scope.withControlDependencies(updates)
                .colocatedWith(globalStep.op())
                .withName(scope.scopeName())
                .assignAdd(globalStep, 1)
                .op();
    }

    /** Makes the slots of these variables that are not there yet, by {@link #zerosSlot}. */
    protected void createSlots(List<Output> variables) {}

    /** Adds the constants of the hyperparameters to the optimizer's scope, and tells how to change variables by them. */
    protected abstract Step begin(Ops scope);

    /** How an optimizer changes variables: its formula, as ops. */
    protected interface Step {
        /** The op that changes a variable by a gradient of its shape. */
        Op dense(Ops at, Output gradient, Output variable);

        /** The op that changes a variable by a gradient that names each row at most once. */
        Op sparse(Ops at, Gradient.IndexedSlices gradient, Output variable);

        /** The op that changes a variable by a gradient that may name a row twice; by default, those are summed first. */
        default Op duplicates(Ops at, Gradient.IndexedSlices gradient, Output variable) {
            List<Output> unique = at.unique(gradient.indices());
            Output rows = at.stridedSlice(at.shape(unique.get(0)), Slice.at(0));
            Output values = at.math.unsortedSegmentSum(gradient.values(), unique.get(1), rows);
            return sparse(at, new Gradient.IndexedSlices(values, unique.get(0), gradient.denseShape()), variable);
        }

        /** The op, of this name in {@code scope}, that has run when all updates have. */
        default Op finish(Ops scope, List<Op> updates, String opName) {
            return scope.withName(opName).group(updates);
        }
    }

    /** {@code x} in the variable's dtype. */
    protected static Output cast(Ops at, Output x, Output variable) {
        return x.dtype() == variable.dtype() ? x : at.cast(x, variable.dtype());
    }

    /** A variable of zeros of this one's dtype and shape, made when it is first asked for under {@code slotName}. */
    protected final Output zerosSlot(Output variable, String slotName) {
        return slot(variable, slotName, tf.initializers.zeros());
    }

    /** A variable of this one's dtype and shape, made when it is first asked for under {@code slotName}. */
    protected final Output slot(Output variable, String slotName, Initializer initializer) {
        return ofName(slotName).computeIfAbsent(variable, key -> SlotVariable.of(tf, variable, name, initializer));
    }

    /** The same with a first value of that dtype and shape. */
    protected final Output slot(Output variable, String slotName, Output initialValue) {
        return ofName(slotName).computeIfAbsent(variable, key -> SlotVariable.of(tf, variable, name, initialValue));
    }

    /** A slot that {@link #createSlots} has made. */
    protected final Output existing(Output variable, String slotName) {
        return Objects.requireNonNull(slot(variable, slotName));
    }

    private Map<Output, Output> ofName(String slotName) {
        return slots.computeIfAbsent(slotName, key -> new LinkedHashMap<>());
    }

    /** The slot of this name for a variable, or null if there is none. */
    public final @Nullable Output slot(Output variable, String slotName) {
        return slots.getOrDefault(slotName, Map.of()).get(variable);
    }

    /** The names of the slots, sorted. */
    public final List<String> slotNames() {
        return slots.keySet().stream().sorted().toList();
    }

    /** All that the optimizer remembers, in the order of its creation. */
    public List<Output> variables() {
        return tf.globalVariables().stream()
                .filter(variable -> slots.values().stream().anyMatch(slot -> slot.containsValue(variable)))
                .toList();
    }
}
