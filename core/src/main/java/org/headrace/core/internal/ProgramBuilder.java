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
        nodes = SharedRearrangements.share(nodes, values);
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
        List<Lanes> stages = assignBuffers(SideBySide.arrange(prepared, values, workers.threads()));
        memory.fix();
        return new Program(
                plan,
                feeds,
                values.fetches,
                slots,
                values.specs,
                stages.toArray(new Lanes[0]),
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

    private List<Lanes> assignBuffers(List<Stage> stages) {
        boolean[] kept = new boolean[values.count()];
        for (int value : values.fetches) {
            if (value >= 0 && owner[value] != MOVING) {
                kept[owner[value]] = true;
            }
        }
        boolean[] pinned = pinned(stages);
        int[] lastUse = lastUses(stages);
        List<Lanes> made = new ArrayList<>();
        List<Step> alone = new ArrayList<>();
        for (int s = 0; s < stages.size(); s++) {
            Stage stage = stages.get(s);
            List<List<Step>> lanes = new ArrayList<>();
            for (List<Prepared> lane : stage.lanes()) {
                lanes.add(steps(lane, stage, s, lastUse, kept, pinned));
            }
            if (lanes.size() == 1) {
                alone.addAll(lanes.get(0));
            } else {
                made.add(new Lanes(List.of(alone), workers));
                made.add(new Lanes(lanes, workers));
                alone = new ArrayList<>();
            }
            for (Prepared prepared : stage.nodes()) {
                for (int value : prepared.node().in()) {
                    retire(value, s, lastUse, kept, pinned);
                }
                for (int value : prepared.node().out()) {
                    retire(value, s, lastUse, kept, pinned);
                }
            }
        }
        made.add(new Lanes(List.of(alone), workers));
        return made;
    }

    /** The steps of one lane of stage {@code s}, with buffers for what they give. */
    private List<Step> steps(List<Prepared> lane, Stage stage, int s, int[] lastUse, boolean[] kept, boolean[] pinned) {
        List<Step> steps = new ArrayList<>();
        for (Prepared prepared : lane) {
            PlanNode node = prepared.node();
            for (int i = 0; i < node.out().length; i++) {
                int value = node.out()[i];
                if (owner[value] == value
                        && (kept[value] || !placeOverInput(prepared, i, stage, s, lastUse, kept, pinned))) {
                    place(value, node.op(), kept[value]);
                }
            }
            Step step = step(prepared, kept);
            if (step != null) {
                steps.add(step);
            }
        }
        return steps;
    }

    /** By value that owns a buffer: the last stage that needs it. */
    private int[] lastUses(List<Stage> stages) {
        int[] lastUse = new int[values.count()];
        Arrays.fill(lastUse, -1);
        for (int s = 0; s < stages.size(); s++) {
            for (Prepared prepared : stages.get(s).nodes()) {
                for (int value : prepared.node().in()) {
                    if (owner[value] != MOVING) {
                        lastUse[owner[value]] = s;
                    }
                }
                for (int value : prepared.node().out()) {
                    if (owner[value] != MOVING) {
                        lastUse[owner[value]] = s;
                    }
                }
            }
        }
        return lastUse;
    }

    /** Buffers that a run may hand on under other values; how long those are needed is not looked into. */
    private boolean[] pinned(List<Stage> stages) {
        boolean[] pinned = new boolean[values.count()];
        for (Stage stage : stages) {
            for (Prepared p : stage.nodes()) {
                if (p.isDynamic() && p.lowered().mayHandOn()) {
                    for (int value : p.node().in()) {
                        if (owner[value] != MOVING) {
                            pinned[owner[value]] = true;
                        }
                    }
                }
            }
        }
        return pinned;
    }

    /**
     * Lets a formula write where it reads an operand for the last time, and nobody beside it does: element by element, so
     * that nothing is lost. False if there is no such operand.
     */
    private boolean placeOverInput(
            Prepared prepared, int output, Stage stage, int s, int[] lastUse, boolean[] kept, boolean[] pinned) {
        if (!(prepared.lowered().code() instanceof JoinedFormula joined)) {
            return false;
        }
        int[] in = prepared.node().in();
        for (int i = 0; i < in.length; i++) {
            int root = owner[in[i]];
            Tensor buffer = root == MOVING ? null : slots[root];
            if (buffer != null
                    && lastUse[root] == s
                    && isUsedOnlyBy(prepared, stage, root)
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

    @SuppressWarnings("ReferenceEquality") // the same node
    private boolean isUsedOnlyBy(Prepared node, Stage stage, int root) {
        for (Prepared other : stage.nodes()) {
            if (other != node
                    && (Arrays.stream(other.node().in()).anyMatch(value -> owner[value] == root)
                            || Arrays.stream(other.node().out()).anyMatch(value -> owner[value] == root))) {
                return false;
            }
        }
        return true;
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

    private void retire(int value, int stage, int[] lastUse, boolean[] kept, boolean[] pinned) {
        int root = owner[value];
        if (root != MOVING && lastUse[root] == stage && !kept[root] && !pinned[root]) {
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
