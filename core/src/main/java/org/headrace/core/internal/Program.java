package org.headrace.core.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.InternalException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.ResourceExhaustedException;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.jspecify.annotations.Nullable;

/**
 * A plan made ready for feeds of certain shapes: constants folded, kernels chosen, buffers assigned. One run at a time uses
 * it; it looks nothing up and allocates nothing but what is fetched and what depends on values.
 */
public final class Program {
    private final Plan plan;
    private final TensorSpec[] feedSpecs;
    /** By fetch: the value it wants, or -1. */
    private final int[] fetches;

    private final @Nullable Tensor[] slots;
    /** By value: its dtype and shape, where they were known when the program was made. */
    private final @Nullable TensorSpec[] specs;

    /** What runs one after another. */
    private final Turn[] turns;

    private final SessionState.Cell[] variables;
    /** Values whose buffer leaves with the run's result, so that each run has a new one. */
    private final int[] fresh;

    private final TensorSpec[] freshSpecs;
    /** By fetch: whether its value lives on in the session or in the caller's hands, and must be copied. */
    private final boolean[] copied;

    private final Memory memory;
    /** Values that come and go with a run: fed ones, variables, results, and all that are made on the dynamic path. */
    private final int[] passing;

    /** Steps that keep views of such values from run to run, which only a prepared run has use for. */
    private final Step[] holding;

    Program(
            Plan plan,
            TensorSpec[] feedSpecs,
            int[] fetches,
            @Nullable Tensor[] slots,
            @Nullable TensorSpec[] specs,
            Turn[] turns,
            SessionState.Cell[] variables,
            int[] fresh,
            TensorSpec[] freshSpecs,
            boolean[] copied,
            Memory memory,
            boolean ownResults) {
        this.plan = plan;
        this.feedSpecs = feedSpecs;
        this.fetches = fetches;
        this.slots = slots;
        this.specs = specs;
        this.turns = turns;
        this.variables = variables;
        this.fresh = fresh;
        this.freshSpecs = freshSpecs;
        this.copied = copied;
        this.memory = memory;
        this.passing = IntStream.range(0, slots.length)
                .filter(value -> slots[value] == null)
                .toArray();
        this.holding = ownResults
                ? new Step[0]
                : Arrays.stream(turns)
                        .flatMap(turn -> Arrays.stream(turn.steps()))
                        .flatMap(Arrays::stream)
                        .filter(AliasStep.class::isInstance)
                        .toArray(Step[]::new);
    }

    public boolean fits(Tensor[] feeds) {
        for (int i = 0; i < feedSpecs.length; i++) {
            if (!feedSpecs[i].shape().equals(feeds[i].shape())) {
                return false;
            }
        }
        return true;
    }

    /** Runs, and fills {@code results} with the fetched values; null for a fetched op. The session's lock is held. */
    public void run(Tensor[] feeds, @Nullable Tensor[] results) {
        for (int i = 0; i < feeds.length; i++) {
            slots[plan.feeds[i]] = feeds[i];
        }
        for (int i = 0; i < variables.length; i++) {
            slots[plan.variableValues[i]] = variables[i].value;
        }
        memory.startRun();
        try {
            allocateFresh();
            for (Turn turn : turns) {
                turn.run();
            }
            for (int i = 0; i < results.length; i++) {
                results[i] = fetches[i] < 0 ? null : fetched(i, results[i]);
            }
        } finally {
            release();
        }
    }

    private void allocateFresh() {
        try {
            for (int i = 0; i < fresh.length; i++) {
                slots[fresh[i]] = Tensor.zeros(freshSpecs[i].dtype(), freshSpecs[i].shape());
            }
        } catch (OutOfMemoryError full) {
            throw new ResourceExhaustedException(
                    "the fetched values need more memory than the JVM's heap has left (-Xmx)", full);
        }
    }

    private Tensor fetched(int fetch, @Nullable Tensor last) {
        Tensor value = slots[fetches[fetch]];
        if (Step.isDead(value)) {
            throw new InvalidArgumentException("Retval[" + fetch
                    + "] does not have value: the fetched output lies on a branch that was not taken");
        }
        if (value == null) {
            Op variable = plan.variables.get(indexOf(fetches[fetch]));
            throw new FailedPreconditionException(
                    variable,
                    "Attempting to use uninitialized value " + variable.name()
                            + ": run tf.globalVariablesInitializer() first");
        }
        if (!copied[fetch]) {
            return value;
        }
        if (last == null || !last.shape().equals(value.shape())) {
            return value.copy();
        }
        last.setFrom(value);
        return last;
    }

    private int indexOf(int value) {
        for (int i = 0; i < plan.variableValues.length; i++) {
            if (plan.variableValues[i] == value) {
                return i;
            }
        }
        throw new InternalException("a fetched value was never computed");
    }

    /** Lets go of what is the caller's, so that an idle program keeps nothing alive that is not its own. */
    private void release() {
        for (int value : passing) {
            slots[value] = null;
        }
        for (Step step : holding) {
            step.release();
        }
    }

    /** A line per step: what runs, how and beside what, and what shapes it gives. */
    public String explain() {
        return Explanation.of(turns, specs, slots, plan.nodes.size(), memory.fixed());
    }
}
