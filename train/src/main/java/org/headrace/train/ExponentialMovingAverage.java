package org.headrace.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.Variable;
import org.headrace.ops.DTypes;
import org.headrace.ops.Ops;
import org.headrace.ops.state.Assign;
import org.headrace.ops.state.AssignSub;
import org.jspecify.annotations.Nullable;

/**
 * Averages of variables, or of other outputs, in which older values count less and less: TensorFlow's
 * {@code tf.train.ExponentialMovingAverage}. Each is kept in a variable of its own, {@code W/ExponentialMovingAverage}, that
 * begins with the first value of {@code W}, or with zeros for an output that is no variable:
 *
 * <pre>{@code
 * average -= (1 - decay) * (average - W)
 * }</pre>
 *
 * <p>Run the op that {@link #apply} gives after each step:
 * {@code new TrainOps(tf.withControlDependencies(step)).exponentialMovingAverage(0.999).apply()} is an op that does both, and
 * takes the variables' values after the step.
 */
public final class ExponentialMovingAverage {
    /** The collection of the variables whose averages are kept. */
    private static final String COLLECTION = "moving_average_variables";

    private static final String NAME = "ExponentialMovingAverage";

    private final Ops tf;
    private final double decay;
    private final @Nullable Output numUpdates;
    private final boolean zeroDebias;
    private final Map<Output, Output> averages = new LinkedHashMap<>();

    /**
     * Averages that decay so in each update.
     *
     * @param numUpdates how many updates there were, a numeric scalar: then {@code (1 + numUpdates) / (10 + numUpdates)} is
     *     the decay while that is less; or null. A variable, the global step usually, or its {@code read} counts as it is
     *     after the control dependencies of {@code tf}: with the step that has just been made, as in TensorFlow's programs.
     *     Other outputs have their value of the run, which, computed from a variable elsewhere, is of before the step;
     *     in TensorFlow that is a race, as it is to run a step and averages that do not depend on it together. When
     *     TensorFlow runs an exported graph it takes the count from before the step
     * @param zeroDebias whether the averages of outputs that are no variables, which begin with zeros, are divided by
     *     {@code 1 - decay^updates}, so that they are averages from the first update on
     */
    public ExponentialMovingAverage(Ops tf, double decay, @Nullable Output numUpdates, boolean zeroDebias) {
        this.tf = tf;
        this.decay = decay;
        this.numUpdates = numUpdates;
        this.zeroDebias = zeroDebias;
    }

    /** The op that updates the averages of all trainable variables. */
    public Op apply() {
        return apply(tf.trainableVariables());
    }

    /**
     * The op that updates the averages of these variables and other outputs, which are made if they are not there yet.
     *
     * @throws InvalidArgumentException if one is not floating
     */
    public Op apply(List<Output> values) {
        for (Output value : values) {
            if (!value.dtype().isFloating()) {
                throw new InvalidArgumentException(
                        value.op(),
                        "The variables must be " + DTypes.FLOATING + ": " + value.name() + " is " + value.dtype());
            }
        }
        values.forEach(value -> averages.computeIfAbsent(value, this::newAverage));
        Ops s = tf.scope(NAME);
        Output factor = factor(s);
        List<Op> updates = new ArrayList<>();
        for (Output value : values) {
            updates.add(update(s.scope("AssignMovingAvg"), value, factor));
        }
        return s.withName(s.scopeName()).group(updates);
    }

    private Output newAverage(Output value) {
        Variable variable = variable(value);
        if (variable == null) {
            return SlotVariable.of(tf, value, NAME, tf.initializers.zeros());
        }
        tf.graph().addToCollection(COLLECTION, variable);
        return SlotVariable.of(tf, value, NAME, variable.initialValue());
    }

    private @Nullable Variable variable(Output value) {
        return value.isReference() ? tf.graph().variable(value.op()) : null;
    }

    private Output factor(Ops s) {
        Output given = s.constant(Tensor.of((float) decay), "decay");
        if (numUpdates == null) {
            return given;
        }
        Output updates = s.withName("num_updates").cast(count(s, numUpdates), DType.FLOAT32);
        Output above = s.withName("add").add(1, updates);
        Output young = s.withName("truediv").div(above, s.withName("add").add(10, updates));
        return s.minimum(given, young);
    }

    /** The count after what the averages depend on, also where it was given as the variable's {@code read}. */
    private Output count(Ops s, Output given) {
        for (Variable variable : tf.graph().variables()) {
            if (given.equals(variable.read()) || given.equals(variable.ref())) {
                return current(s.colocatedWith(variable.ref().op()), variable.ref());
            }
        }
        return given;
    }

    /** A variable's value after what the averages depend on; TensorFlow's read looks at the same memory. */
    private Output current(Ops s, Output value) {
        return variable(value) == null ? value : s.withName("read").readValue(value);
    }

    private Op update(Ops s, Output value, Output factor) {
        Output average = averages.get(value);
        if (average == null) {
            throw new IllegalStateException("no average of " + value);
        }
        Output rest = s.withName("sub").sub(1, factor);
        Output own = rest.dtype() == average.dtype() ? rest : s.cast(rest, average.dtype());
        Ops beside = s.colocatedWith(average.op());
        Output now = current(beside, value);
        return zeroDebias && variable(value) == null
                ? debiased(beside, average, now, own)
                : beside.withName(s.scopeName())
                        .addOp(new AssignSub(false), average, change(beside, average, now, own));
    }

    private static Output change(Ops at, Output average, Output value, Output rest) {
        return at.withName("mul").mul(at.withName("sub").sub(average, value), rest);
    }

    /** Keeps the average that is biased toward zero, and how often it was updated, in two more variables. */
    private Op debiased(Ops s, Output average, Output value, Output rest) {
        String name = average.op().name();
        Ops root = tf.scope("").colocatedWith(average.op());
        Output biased =
                root.getVariable(name + "/biased", average.shape(), average.dtype(), tf.initializers.zeros(), false);
        Output updates =
                root.getVariable(name + "/local_step", Shape.scalar(), average.dtype(), tf.initializers.zeros(), false);
        Ops at = s.scope(name);
        Output newBiased = at.assignSub(biased, change(at, biased, value, rest));
        Output newUpdates = at.assignAdd(updates, 1);
        Output kept = at.pow(at.withName("sub").sub(1, rest), newUpdates);
        Output bias = at.withName("sub").sub(1, kept);
        Output unbiased = at.withName("truediv").div(newBiased, bias);
        return s.withName(s.scopeName()).addOp(new Assign(true, true), average, unbiased);
    }

    /** The variable that holds the average of a variable or other output; null if none is kept. */
    public @Nullable Output average(Output value) {
        return averages.get(value);
    }

    /** The name of the variable that holds the average of a variable, or would hold it. */
    public String averageName(Output value) {
        Output average = averages.get(value);
        return average == null
                ? SlotVariable.free(tf, value, NAME)
                : average.op().name();
    }

    /**
     * All variables by the names under which to restore them to use the averages in their place: the average's name for
     * trainable variables and those whose average is kept, its own for each other one.
     */
    public Map<String, Output> variablesToRestore() {
        Set<Output> averaged = new LinkedHashSet<>(tf.trainableVariables());
        for (Variable variable : tf.graph().collection(COLLECTION, Variable.class)) {
            averaged.add(variable.ref());
        }
        return variablesToRestore(List.copyOf(averaged));
    }

    /** The same with the averages in the place of these variables. */
    public Map<String, Output> variablesToRestore(List<Output> averaged) {
        Map<String, Output> byName = new LinkedHashMap<>();
        averaged.forEach(variable -> byName.put(averageName(variable), variable));
        for (Output variable : tf.globalVariables()) {
            if (!averaged.contains(variable)) {
                byName.putIfAbsent(variable.op().name(), variable);
            }
        }
        return byName;
    }
}
