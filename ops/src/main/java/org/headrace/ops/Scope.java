package org.headrace.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.OpDef;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Variable;
import org.headrace.ops.array.Identity;
import org.headrace.ops.state.Initializer;
import org.jspecify.annotations.Nullable;

/**
 * Where and how ops are added: an immutable value that {@link Ops} hands on.
 *
 * @param prefix the name scope with its trailing {@code /}, or empty
 * @param name the name that the next op gets instead of its type's, or null
 * @param device the device string that new ops carry
 * @param controls what must have run before any op that is added here
 * @param firstId the graph's size when the control dependencies were opened: ops made since then need not name them again
 * @param colocatedWith the op beside which new ops are placed, or null
 * @param variableScope the prefix of {@code getVariable} names, and whether they are shared
 */
record Scope(
        Graph graph,
        String prefix,
        @Nullable String name,
        String device,
        List<Op> controls,
        int firstId,
        @Nullable Op colocatedWith,
        VariableScope variableScope) {
    static Scope root(Graph graph) {
        return new Scope(graph, "", null, "", List.of(), 0, null, VariableScope.ROOT);
    }

    Scope withName(@Nullable String newName) {
        return new Scope(graph, prefix, newName, device, controls, firstId, colocatedWith, variableScope);
    }

    Scope withPrefix(String newPrefix) {
        return new Scope(graph, newPrefix, null, device, controls, firstId, colocatedWith, variableScope);
    }

    Scope withDevice(String newDevice) {
        return new Scope(graph, prefix, name, newDevice, controls, firstId, colocatedWith, variableScope);
    }

    Scope withControls(List<Op> more) {
        List<Op> all = new ArrayList<>(more.isEmpty() ? List.of() : controls);
        all.addAll(more);
        return new Scope(graph, prefix, name, device, all, graph.size(), colocatedWith, variableScope);
    }

    Scope colocatedWith(@Nullable Op op) {
        Op leader = op == null ? null : leader(op);
        return new Scope(graph, prefix, name, device, controls, firstId, leader, variableScope);
    }

    Scope openVariableScope(String newName, Reuse reuse, @Nullable Initializer initializer) {
        String names = newName.isEmpty() ? prefix : graph.openScope(prefix, newName);
        VariableScope opened = variableScope.open(newName, reuse, initializer);
        return new Scope(graph, names, null, device, controls, firstId, colocatedWith, opened);
    }

    /** Opens the name scope that an op with parts of its own gets: its own name, made unique. */
    Scope open(String defaultName) {
        return withPrefix(graph.openScope(prefix, name == null ? defaultName : name));
    }

    Op add(OpType type, List<Output> inputs) {
        return add(name == null ? type.name() : name, type, inputs);
    }

    /** Adds the op that the open scope is named after. */
    Op finish(OpType type, List<Output> inputs) {
        return graph.add(def(prefix, type, inputs));
    }

    private Op add(String opName, OpType type, List<Output> inputs) {
        return graph.add(def(opName.endsWith("/") ? opName : prefix + opName, type, inputs));
    }

    /** An op that asks for a variable itself is placed beside it. */
    private OpDef def(String fullName, OpType type, List<Output> inputs) {
        List<Output> values = new ArrayList<>();
        Op beside = colocatedWith;
        for (int i = 0; i < inputs.size(); i++) {
            Output input = inputs.get(i);
            values.add(takesVariable(type, i) ? input : value(input));
            beside = type.takesReference(i) ? leader(input.op()) : beside;
        }
        return new OpDef(type, fullName, values, controlsFor(values), device, beside);
    }

    /** An Identity of a variable is a read of its own, at its own place among assignments: {@code tf.identity(v)}. */
    private static boolean takesVariable(OpType type, int input) {
        return type.takesReference(input) || type instanceof Identity;
    }

    /** A variable stands for its value, except where an op asks for the variable itself. */
    Output value(Output input) {
        Variable variable = graph.variable(input.op());
        return variable == null ? input : variable.read();
    }

    /** The op beside which {@code op} and all that is placed beside it are placed. */
    private static Op leader(Op op) {
        Op leader = op.colocatedWith();
        return leader == null ? op : leader;
    }

    /** TensorFlow's rule: none for an op that takes a value made under the same dependencies, nor for its own inputs. */
    private List<Op> controlsFor(List<Output> inputs) {
        if (controls.isEmpty()) {
            return controls;
        }
        for (Output input : inputs) {
            if (input.op().id() >= firstId) {
                return List.of();
            }
        }
        Set<Op> own = Set.copyOf(inputs.stream().map(Output::op).toList());
        return controls.stream().filter(op -> !own.contains(op)).distinct().toList();
    }
}
