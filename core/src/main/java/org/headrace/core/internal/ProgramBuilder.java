package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.Aliasing;
import org.headrace.core.Assigning;
import org.headrace.core.GraphException;
import org.headrace.core.InternalException;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Routing;
import org.headrace.core.Shape;
import org.headrace.core.Stateful;
import org.headrace.core.StaticValue;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Makes a program of a plan for feeds of certain shapes, in two walks over the nodes: the first infers shapes, folds what
 * follows from constants and shapes, and chooses kernels; the second assigns buffers by lifetime and makes the steps.
 */
final class ProgramBuilder {
    /** Values of no more elements are folded; larger ones would cost more memory than time. */
    private static final long MAX_FOLDED = 1 << 18;

    private static final int MOVING = -1;

    private final Plan plan;
    private final SessionState state;
    private final boolean ownResults;
    private final Workers workers;

    private final @Nullable TensorSpec[] specs;
    private final @Nullable Tensor[] constants;
    /** By value: the value whose buffer it lies in; MOVING if a run decides where it lies. */
    private final int[] owner;

    /** By value that stands for a variable: where the variable's value lives, and the variable's own value. */
    private final SessionState.@Nullable Cell[] cells;

    private final int[] homes;
    private final List<Prepared> prepared = new ArrayList<>();

    private final @Nullable Tensor[] slots;
    private final List<Integer> fresh = new ArrayList<>();
    private final Memory memory;
    private final Buffers buffers;

    /** A node that has to run: with a kernel, or by handing on its input, or on the dynamic path (neither). */
    private record Prepared(PlanNode node, @Nullable Kernel kernel, boolean alias) {}

    /** With {@code ownResults}, fetched values stay in the program's own buffers from run to run. */
    ProgramBuilder(Plan plan, SessionState state, boolean ownResults) {
        this.plan = plan;
        this.state = state;
        this.ownResults = ownResults;
        this.workers = WorkerPool.team(state.threads());
        this.specs = new TensorSpec[plan.valueCount];
        this.constants = new Tensor[plan.valueCount];
        this.owner = new int[plan.valueCount];
        this.cells = new SessionState.Cell[plan.valueCount];
        this.slots = new Tensor[plan.valueCount];
        this.homes = new int[plan.valueCount];
        this.memory = new Memory(state.memoryLimit());
        this.buffers = new Buffers(memory);
        Arrays.fill(owner, MOVING);
    }

    Program build(TensorSpec[] feeds) {
        for (int i = 0; i < feeds.length; i++) {
            specs[plan.feeds[i]] = feeds[i];
        }
        SessionState.Cell[] variables = new SessionState.Cell[plan.variables.size()];
        for (int i = 0; i < variables.length; i++) {
            Op variable = plan.variables.get(i);
            variables[i] = state.cell(variable);
            cells[plan.variableValues[i]] = variables[i];
            homes[plan.variableValues[i]] = plan.variableValues[i];
            specs[plan.variableValues[i]] = variable.output(0).spec();
        }
        for (PlanNode node : plan.nodes) {
            prepareOrSayWhere(node);
        }
        List<Step> steps = assignBuffers();
        memory.fix();
        return new Program(
                plan,
                feeds,
                slots,
                steps.toArray(new Step[0]),
                variables,
                fresh.stream().mapToInt(Integer::intValue).toArray(),
                fresh.stream().map(value -> specs[value]).toArray(TensorSpec[]::new),
                copiedFetches(),
                memory,
                ownResults);
    }

    private void prepareOrSayWhere(PlanNode node) {
        try {
            prepare(node);
        } catch (GraphException expected) {
            throw expected;
        } catch (RuntimeException bug) {
            throw new InternalException(node.op(), "failed when its kernel was made: " + bug, bug);
        }
    }

    private void prepare(PlanNode node) {
        TensorSpec[] in = new TensorSpec[node.in().length];
        @Nullable Tensor[] known = new Tensor[in.length];
        boolean complete = !(node.type() instanceof Routing) && node.controls().length == 0;
        for (int i = 0; i < in.length; i++) {
            TensorSpec spec = specs[node.in()[i]];
            complete &= spec != null && spec.shape().isComplete();
            in[i] = spec == null ? new TensorSpec(node.sources().get(i).dtype(), Shape.unknown()) : spec;
            known[i] = constants[node.in()[i]];
        }
        if (node.type() instanceof Assigning && node.out().length > 0) {
            cells[node.out()[0]] = cells[node.in()[0]];
            homes[node.out()[0]] = homes[node.in()[0]];
        }
        if (!complete) {
            prepared.add(new Prepared(node, null, false));
            return;
        }
        Preparation preparation = new Preparation(node.op(), node.type(), in, known, state, workers);
        List<TensorSpec> out = preparation.infer();
        for (int i = 0; i < out.size(); i++) {
            specs[node.out()[i]] = out.get(i).shape().isComplete() ? out.get(i) : null;
        }
        if (fold(node, preparation, known)) {
            return;
        }
        if (preparation.outputsComplete()) {
            prepareKernel(node, preparation);
        } else {
            prepared.add(new Prepared(node, null, false));
        }
    }

    private boolean fold(PlanNode node, Preparation preparation, @Nullable Tensor[] inputs) {
        OpType type = node.type();
        if (type instanceof Stateful || type instanceof Snapshot || node.out().length == 0) {
            return false;
        }
        if (type instanceof StaticValue known) {
            Tensor value = known.staticValue(preparation);
            if (value != null) {
                setConstant(node.out()[0], value);
                return true;
            }
        }
        if (inputs.length == 0 || preparation.elements() > MAX_FOLDED) {
            return false;
        }
        List<Tensor> values = new ArrayList<>();
        for (Tensor input : inputs) {
            if (input == null) {
                return false;
            }
            values.add(input);
        }
        List<Tensor> results = Evaluation.of(node.op(), type, values, node.out().length);
        for (int i = 0; i < results.size(); i++) {
            setConstant(node.out()[i], results.get(i));
        }
        return true;
    }

    private void setConstant(int value, Tensor tensor) {
        constants[value] = tensor;
        slots[value] = tensor;
        specs[value] = tensor.spec();
    }

    private void prepareKernel(PlanNode node, Preparation preparation) {
        Kernel kernel;
        try {
            if (preparation.aliases()) {
                owner[node.out()[0]] = owner[node.in()[0]];
                prepared.add(new Prepared(node, null, true));
                return;
            }
            kernel = node.type().kernel(preparation);
        } catch (Preparation.ValueNeeded onlyWhenItRuns) {
            prepared.add(new Prepared(node, null, false));
            return;
        }
        int first = node.type() instanceof Assigning ? 1 : 0;
        for (int i = first; i < node.out().length; i++) {
            owner[node.out()[i]] = node.out()[i];
        }
        prepared.add(new Prepared(node, kernel, false));
    }

    private List<Step> assignBuffers() {
        boolean[] kept = new boolean[plan.valueCount];
        for (int value : plan.fetches) {
            if (value >= 0 && owner[value] != MOVING) {
                kept[owner[value]] = true;
            }
        }
        boolean[] pinned = pinned();
        int[] lastUse = lastUses();
        List<Step> steps = new ArrayList<>();
        for (int n = 0; n < prepared.size(); n++) {
            PlanNode node = prepared.get(n).node();
            for (int value : node.out()) {
                if (owner[value] == value) {
                    place(value, node.op(), kept[value]);
                }
            }
            Step step = step(prepared.get(n), kept);
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
    private int[] lastUses() {
        int[] lastUse = new int[plan.valueCount];
        Arrays.fill(lastUse, -1);
        for (int n = 0; n < prepared.size(); n++) {
            PlanNode node = prepared.get(n).node();
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
    private boolean[] pinned() {
        boolean[] pinned = new boolean[plan.valueCount];
        for (Prepared p : prepared) {
            OpType type = p.node().type();
            if (p.kernel() == null && !p.alias() && (type instanceof Aliasing || type instanceof Routing)) {
                for (int value : p.node().in()) {
                    if (owner[value] != MOVING) {
                        pinned[owner[value]] = true;
                    }
                }
            }
        }
        return pinned;
    }

    private void place(int value, Op op, boolean leavesWithResult) {
        TensorSpec spec = spec(value);
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

    private @Nullable Step step(Prepared node, boolean[] kept) {
        PlanNode what = node.node();
        if (node.alias()) {
            int out = what.out()[0];
            int root = owner[out];
            if (root == MOVING || kept[root] && !ownResults) {
                return new AliasStep(what, slots, spec(out).shape());
            }
            Tensor source = slots[root];
            slots[out] = source == null ? null : source.reshape(spec(out).shape());
            return null;
        }
        SessionState.@Nullable Cell[] referred = new SessionState.Cell[0];
        int[] from = what.in();
        if (what.type() instanceof Assigning) {
            referred = new SessionState.Cell[from.length];
            from = from.clone();
            for (int i = 0; i < from.length; i++) {
                if (what.type().takesReference(i)) {
                    referred[i] = cells[from[i]];
                    from[i] = homes[from[i]];
                }
            }
        }
        return node.kernel() == null
                ? new DynamicStep(what, slots, state, memory, workers, from, referred)
                : new KernelStep(what, slots, node.kernel(), from, referred);
    }

    private TensorSpec spec(int value) {
        TensorSpec spec = specs[value];
        if (spec == null) {
            throw new IllegalStateException("value " + value + " has a buffer but no shape");
        }
        return spec;
    }

    /** Values that the run does not make anew: fed ones, variables, constants, and perhaps what aliases them. */
    private boolean[] copiedFetches() {
        boolean[] copied = new boolean[plan.fetches.length];
        for (int i = 0; i < copied.length; i++) {
            copied[i] = plan.fetches[i] >= 0 && owner[plan.fetches[i]] == MOVING;
        }
        return copied;
    }
}
