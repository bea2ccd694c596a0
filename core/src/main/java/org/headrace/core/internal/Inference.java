package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.GraphException;
import org.headrace.core.InternalException;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Routing;
import org.headrace.core.Shape;
import org.headrace.core.Stateful;
import org.headrace.core.StaticValue;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/**
 * The first walk over a plan's nodes for feeds of certain shapes: infers every shape, computes what follows from constants
 * and shapes, and drops what only hands on its input.
 */
final class Inference {
    /** Values of no more elements are folded; larger ones would cost more memory than time. */
    private static final long MAX_FOLDED = 1 << 18;

    private final Values values;
    private final SessionState state;
    private final Workers workers;
    private final List<Lowered> lowered = new ArrayList<>();
    /** By value that was dropped because it is another one: what the graph calls that one. */
    private final @Nullable Output[] names;

    private Inference(Values values, SessionState state, Workers workers) {
        this.values = values;
        this.state = state;
        this.workers = workers;
        this.names = new Output[values.count()];
    }

    /** What is left to do of {@code nodes}; what becomes known of the values is noted in {@code values}. */
    static List<Lowered> lower(List<PlanNode> nodes, Values values, SessionState state, Workers workers) {
        Inference inference = new Inference(values, state, workers);
        for (PlanNode node : nodes) {
            inference.lowerOrSayWhere(node);
        }
        return inference.lowered;
    }

    private void lowerOrSayWhere(PlanNode node) {
        try {
            lower(resolved(node));
        } catch (GraphException expected) {
            throw expected;
        } catch (RuntimeException bug) {
            throw new InternalException(node.op(), "failed when its kernel was made: " + bug, bug);
        }
    }

    private PlanNode resolved(PlanNode node) {
        int[] in = node.in();
        List<Output> sources = node.sources();
        for (int i = 0; i < in.length; i++) {
            int value = values.resolve(in[i]);
            Output name = names[in[i]];
            if (value != in[i]) {
                in = in == node.in() ? in.clone() : in;
                in[i] = value;
            }
            if (name != null) {
                sources = sources == node.sources() ? new ArrayList<>(sources) : sources;
                sources.set(i, name);
            }
        }
        return in == node.in() ? node : node.withInputs(in, sources);
    }

    private void lower(PlanNode node) {
        TensorSpec[] in = new TensorSpec[node.in().length];
        @Nullable Tensor[] known = new Tensor[in.length];
        boolean complete = !(node.type() instanceof Routing) && node.controls().length == 0;
        for (int i = 0; i < in.length; i++) {
            TensorSpec spec = values.specs[node.in()[i]];
            complete &= spec != null && spec.shape().isComplete();
            in[i] = spec == null ? new TensorSpec(node.sources().get(i).dtype(), Shape.unknown()) : spec;
            known[i] = values.constants[node.in()[i]];
        }
        if (node.returnsReference()) {
            values.cells[node.out()[0]] = values.cells[node.in()[0]];
            values.homes[node.out()[0]] = values.homes[node.in()[0]];
        }
        if (!complete) {
            lowered.add(Lowered.dynamic(node));
            return;
        }
        Preparation preparation = new Preparation(node.op(), node.type(), in, known, state, workers);
        List<TensorSpec> out = preparation.infer();
        for (int i = 0; i < out.size(); i++) {
            values.specs[node.out()[i]] = out.get(i).shape().isComplete() ? out.get(i) : null;
        }
        if (!fold(node, preparation, known)) {
            lowered(node, preparation);
        }
    }

    private boolean fold(PlanNode node, Preparation preparation, @Nullable Tensor[] inputs) {
        OpType type = node.type();
        if (type instanceof Stateful || type instanceof Snapshot || node.out().length == 0) {
            return false;
        }
        if (type instanceof StaticValue known && setStaticValues(node, known, preparation)) {
            return true;
        }
        if (inputs.length == 0 || preparation.elements() > MAX_FOLDED) {
            return false;
        }
        List<Tensor> constants = new ArrayList<>();
        for (Tensor input : inputs) {
            if (input == null) {
                return false;
            }
            constants.add(input);
        }
        setConstants(node, Evaluation.of(node.op(), type, constants, node.out().length));
        return true;
    }

    /** All or none: a node of which something is unknown runs, and gives its other outputs too. */
    private boolean setStaticValues(PlanNode node, StaticValue type, Preparation preparation) {
        List<Tensor> known = new ArrayList<>();
        for (int i = 0; i < node.out().length; i++) {
            Tensor value = type.staticValue(preparation, i);
            if (value == null) {
                return false;
            }
            known.add(value);
        }
        setConstants(node, known);
        return true;
    }

    private void setConstants(PlanNode node, List<Tensor> tensors) {
        for (int i = 0; i < tensors.size(); i++) {
            int value = node.out()[i];
            values.constants[value] = tensors.get(i);
            values.specs[value] = tensors.get(i).spec();
        }
    }

    private void lowered(PlanNode node, Preparation preparation) {
        if (!preparation.outputsComplete()) {
            lowered.add(Lowered.dynamic(node));
            return;
        }
        boolean aliases;
        try {
            aliases = preparation.aliases();
        } catch (Preparation.ValueNeeded onlyWhenItRuns) {
            lowered.add(Lowered.dynamic(node));
            return;
        }
        if (!aliases) {
            lowered.add(Lowered.kernel(node, preparation));
        } else if (node.out().length == 1 && preparation.output(0).equals(preparation.input(0)) && node.mark() < 0) {
            Output name = node.sources().get(0);
            names[node.out()[0]] = name;
            values.replace(node.out()[0], node.in()[0]);
        } else {
            lowered.add(Lowered.alias(node, preparation));
        }
    }
}
