package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.Assigning;
import org.headrace.core.GraphException;
import org.headrace.core.InternalException;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Makes a program of a plan for feeds of certain shapes: infers all shapes, lets the passes rewrite what is left to do,
 * chooses kernels, and assigns buffers by lifetime.
 */
final class ProgramBuilder {
    private static final int MOVING = -1;

    private final Plan plan;
    private final SessionState state;
    private final boolean ownResults;
    private final Workers workers;
    private final Values values;

    /** By value: the value whose buffer it lies in; MOVING if a run decides where it lies. */
    private int[] owner = {};

    private @Nullable Tensor[] slots = {};
    private final List<Integer> fresh = new ArrayList<>();
    private final Memory memory;
    private final Buffers buffers;
    private final TensorSpec[] feeds;

    /** A node that has to run: with a kernel, or by handing on its input, or on the dynamic path (neither). */
    private record Prepared(Lowered lowered, @Nullable Kernel kernel) {
        PlanNode node() {
            return lowered.node();
        }

        boolean isAlias() {
            return lowered.isAlias();
        }

        boolean isDynamic() {
            return kernel == null && !isAlias();
        }
    }

    /** With {@code ownResults}, fetched values stay in the program's own buffers from run to run. */
    ProgramBuilder(Plan plan, TensorSpec[] feeds, SessionState state, boolean ownResults) {
        this.plan = plan;
        this.feeds = feeds;
        this.state = state;
        this.ownResults = ownResults;
        this.workers = WorkerPool.team(state.threads());
        this.values = new Values(plan, feeds, state);
        this.memory = new Memory(state.memoryLimit());
        this.buffers = new Buffers(memory);
    }

    Program build() {
        List<Lowered> nodes = Inference.lower(plan.nodes, values, state, workers);
        nodes = CommonSubexpressions.merge(nodes, values);
        nodes = UnusedNodes.drop(nodes, values, plan.targets);
        nodes = JoinedSums.join(nodes, values);
        nodes = RunningSums.split(nodes, values);
        nodes = FormulaFusion.join(nodes, values);
        nodes = EpilogueFusion.join(nodes, values);
        nodes = PrologueFusion.join(nodes, values);
        nodes = EarlyUpdates.move(nodes, values);
        owner = new int[values.count()];
        Arrays.fill(owner, MOVING);
        slots = values.constants.clone();
        List<Prepared> prepared = new ArrayList<>();
        for (Lowered node : nodes) {
            prepared.add(prepareOrSayWhere(node));
        }
        List<Step> steps = assignBuffers(prepared);
        memory.fix();
        return new Program(
                plan,
                feeds,
                values.fetches,
                slots,
                values.specs,
                steps.toArray(new Step[0]),
                values.variables,
                fresh.stream().mapToInt(Integer::intValue).toArray(),
                fresh.stream().map(values::spec).toArray(TensorSpec[]::new),
                copiedFetches(),
                memory,
                ownResults);
    }

    private Prepared prepareOrSayWhere(Lowered lowered) {
        try {
            return prepare(lowered);
        } catch (GraphException expected) {
            throw expected;
        } catch (RuntimeException bug) {
            throw new InternalException(lowered.node().op(), "failed when its kernel was made: " + bug, bug);
        }
    }

    private Prepared prepare(Lowered lowered) {
        PlanNode node = lowered.node();
        if (lowered.isAlias()) {
            owner[node.out()[0]] = owner[node.in()[0]];
            return new Prepared(lowered, null);
        }
        Lowered.Code code = lowered.code();
        if (code == null) {
            return new Prepared(lowered, null);
        }
        Kernel kernel;
        try {
            kernel = code.kernel(lowered.requireSignature());
        } catch (Preparation.ValueNeeded onlyWhenItRuns) {
            return new Prepared(Lowered.dynamic(node), null);
        }
        int first = node.returnsReference() ? 1 : 0;
        for (int i = first; i < node.out().length; i++) {
            owner[node.out()[i]] = node.out()[i];
        }
        return new Prepared(lowered, kernel);
    }

    private List<Step> assignBuffers(List<Prepared> nodes) {
        boolean[] kept = new boolean[values.count()];
        for (int value : values.fetches) {
            if (value >= 0 && owner[value] != MOVING) {
                kept[owner[value]] = true;
            }
        }
        boolean[] pinned = pinned(nodes);
        int[] lastUse = lastUses(nodes);
        List<Step> steps = new ArrayList<>();
        for (int n = 0; n < nodes.size(); n++) {
            Prepared prepared = nodes.get(n);
            PlanNode node = prepared.node();
            for (int i = 0; i < node.out().length; i++) {
                int value = node.out()[i];
                if (owner[value] == value && (kept[value] || !placeOverInput(prepared, i, n, lastUse, kept, pinned))) {
                    place(value, node.op(), kept[value]);
                }
            }
            Step step = step(prepared, kept);
            if (step != null) {
                steps.add(step);
            }
            for (int value : node.in()) {
                retire(value, n, lastUse, kept, pinned);
            }
            for (int value : node.out()) {
                retire(value, n, lastUse, kept, pinned);
            }
        }
        return steps;
    }

    /** By value that owns a buffer: the last node that needs it. */
    private int[] lastUses(List<Prepared> nodes) {
        int[] lastUse = new int[values.count()];
        Arrays.fill(lastUse, -1);
        for (int n = 0; n < nodes.size(); n++) {
            PlanNode node = nodes.get(n).node();
            for (int value : node.in()) {
                if (owner[value] != MOVING) {
                    lastUse[owner[value]] = n;
                }
            }
            for (int value : node.out()) {
                if (owner[value] != MOVING) {
                    lastUse[owner[value]] = n;
                }
            }
        }
        return lastUse;
    }

    /** Buffers that a run may hand on under other values; how long those are needed is not looked into. */
    private boolean[] pinned(List<Prepared> nodes) {
        boolean[] pinned = new boolean[values.count()];
        for (Prepared p : nodes) {
            if (p.isDynamic() && p.lowered().mayHandOn()) {
                for (int value : p.node().in()) {
                    if (owner[value] != MOVING) {
                        pinned[owner[value]] = true;
                    }
                }
            }
        }
        return pinned;
    }

    /**
     * Lets a formula write where it reads an operand for the last time: element by element, so that nothing is lost.
     * False if there is no such operand.
     */
    private boolean placeOverInput(
            Prepared prepared, int output, int n, int[] lastUse, boolean[] kept, boolean[] pinned) {
        if (!(prepared.lowered().code() instanceof JoinedFormula joined)) {
            return false;
        }
        int[] in = prepared.node().in();
        for (int i = 0; i < in.length; i++) {
            int root = owner[in[i]];
            Tensor buffer = root == MOVING ? null : slots[root];
            if (buffer != null
                    && lastUse[root] == n
                    && !kept[root]
                    && !pinned[root]
                    && joined.isLikeOutput(values.spec(in[i]), output)
                    && isReadOnlyWhole(joined, in, root)) {
                int value = prepared.node().out()[output];
                slots[value] = Tensor.over(
                        values.spec(value).dtype(), values.spec(value).shape(), buffer.array());
                lastUse[root] = -1; // it lives on as the output
                return true;
            }
        }
        return false;
    }

    private boolean isReadOnlyWhole(JoinedFormula joined, int[] in, int root) {
        for (int i = 0; i < in.length; i++) {
            if (owner[in[i]] == root && !joined.isWhole(i)) {
                return false;
            }
        }
        return true;
    }

    private void place(int value, Op op, boolean leavesWithResult) {
        TensorSpec spec = values.spec(value);
        if (leavesWithResult && !ownResults) {
            fresh.add(value);
            memory.count(op, spec);
        } else {
            slots[value] = buffers.take(op, spec);
        }
    }

    private void retire(int value, int node, int[] lastUse, boolean[] kept, boolean[] pinned) {
        int root = owner[value];
        if (root != MOVING && lastUse[root] == node && !kept[root] && !pinned[root]) {
            Tensor buffer = slots[root];
            if (buffer != null) {
                buffers.giveBack(buffer);
                lastUse[root] = -1;
            }
        }
    }

    private @Nullable Step step(Prepared prepared, boolean[] kept) {
        PlanNode node = prepared.node();
        if (prepared.isAlias()) {
            int out = node.out()[0];
            int root = owner[out];
            if (root == MOVING || kept[root] && !ownResults) {
                return new AliasStep(prepared.lowered(), slots, values.spec(out).shape());
            }
            Tensor source = slots[root];
            slots[out] = source == null ? null : source.reshape(values.spec(out).shape());
            return null;
        }
        SessionState.@Nullable Cell[] referred = new SessionState.Cell[0];
        int[] from = node.in();
        if (node.type() instanceof Assigning) {
            referred = new SessionState.Cell[from.length];
            from = from.clone();
            for (int i = 0; i < prepared.lowered().ownInputs(); i++) {
                if (node.type().takesReference(i)) {
                    referred[i] = values.cells[from[i]];
                    from[i] = values.homes[from[i]];
                }
            }
        }
        return prepared.kernel() == null
                ? new DynamicStep(prepared.lowered(), slots, state, memory, workers, from, referred)
                : new KernelStep(prepared.lowered(), slots, prepared.kernel(), from, referred);
    }

    /** Values that the run does not make anew: fed ones, variables, constants, and perhaps what aliases them. */
    private boolean[] copiedFetches() {
        boolean[] copied = new boolean[values.fetches.length];
        for (int i = 0; i < copied.length; i++) {
            copied[i] = values.fetches[i] >= 0 && owner[values.fetches[i]] == MOVING;
        }
        return copied;
    }
}
