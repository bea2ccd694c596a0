package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.Assigning;
import org.headrace.core.GraphException;
import org.headrace.core.InternalException;
import org.headrace.core.Kernel;
import org.headrace.core.RowKernel;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Makes a program of a plan for feeds of certain shapes: infers all shapes, lets the passes rewrite what is left to do,
 * chooses kernels, and assigns buffers by lifetime.
 */
final class ProgramBuilder {
    private final Plan plan;
    private final SessionState state;
    private final boolean ownResults;
    private final Workers workers;
    private final Values values;

    /** By value: the value whose buffer it lies in; {@link Placement#MOVING} if a run decides where it lies. */
    private int[] owner = {};

    private @Nullable Tensor[] slots = {};
    private final Memory memory;
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
        Arrays.fill(owner, Placement.MOVING);
        slots = values.constants.clone();
        List<Prepared> prepared = new ArrayList<>();
        for (Lowered node : nodes) {
            prepared.add(prepareOrSayWhere(node));
        }
        List<Stage> stages = RowBands.arrange(prepared, values, workers.threads());
        stages = SideBySide.arrange(stages, values, workers.threads());
        Placement placement = new Placement(values, owner, slots, ownResults, memory);
        placement.assign(stages);
        List<Turn> turns = turns(stages, placement.kept());
        memory.fix();
        return new Program(
                plan,
                feeds,
                values.fetches,
                slots,
                values.specs,
                turns.toArray(new Turn[0]),
                values.variables,
                placement.fresh().stream().mapToInt(Integer::intValue).toArray(),
                placement.fresh().stream().map(values::spec).toArray(TensorSpec[]::new),
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

    /** The stages' steps; what runs alone is one turn with what runs alone before it. */
    private List<Turn> turns(List<Stage> stages, boolean[] kept) {
        List<Turn> turns = new ArrayList<>();
        List<Step> alone = new ArrayList<>();
        for (Stage stage : stages) {
            List<List<Step>> lanes = new ArrayList<>();
            for (List<Prepared> lane : stage.lanes()) {
                lanes.add(steps(lane, kept));
            }
            if (lanes.size() == 1 && !stage.byRows()) {
                alone.addAll(lanes.get(0));
                continue;
            }
            if (!alone.isEmpty()) {
                turns.add(new Lanes(List.of(alone), workers));
                alone = new ArrayList<>();
            }
            turns.add(stage.byRows() ? new Bands(lanes.get(0), kernels(stage), workers) : new Lanes(lanes, workers));
        }
        if (!alone.isEmpty()) {
            turns.add(new Lanes(List.of(alone), workers));
        }
        return turns;
    }

    private List<Step> steps(List<Prepared> lane, boolean[] kept) {
        List<Step> steps = new ArrayList<>();
        for (Prepared prepared : lane) {
            Step step = step(prepared, kept);
            if (step != null) {
                steps.add(step);
            }
        }
        return steps;
    }

    private static List<RowKernel> kernels(Stage stage) {
        return stage.nodes().stream().map(node -> (RowKernel) node.kernel()).toList();
    }

    private @Nullable Step step(Prepared prepared, boolean[] kept) {
        PlanNode node = prepared.node();
        if (prepared.isAlias()) {
            int out = node.out()[0];
            int root = owner[out];
            if (root == Placement.MOVING || kept[root] && !ownResults) {
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
            copied[i] = values.fetches[i] >= 0 && owner[values.fetches[i]] == Placement.MOVING;
        }
        return copied;
    }
}
