package org.headrace.ops;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
 * @param waiting per opened list of control dependencies, the last one last, the ops that were made under it: what takes
 *     their results need not wait again
 * @param colocatedWith the op beside which new ops are placed, or null
 * @param variableScope the prefix of {@code getVariable} names, and whether they are shared
 */
record Scope(
        Graph graph,
        String prefix,
        @Nullable String name,
        String device,
        List<Op> controls,
        List<Set<Op>> waiting,
        @Nullable Op colocatedWith,
        VariableScope variableScope) {
    static Scope root(Graph graph) {
        return new Scope(graph, "", null, "", List.of(), List.of(), null, VariableScope.root());
    }

    Scope withName(@Nullable String newName) {
        return new Scope(graph, prefix, newName, device, controls, waiting, colocatedWith, variableScope);
    }

    Scope withPrefix(String newPrefix) {
        return new Scope(graph, newPrefix, null, device, controls, waiting, colocatedWith, variableScope);
    }

    Scope withDevice(String newDevice) {
        return new Scope(graph, prefix, name, newDevice, controls, waiting, colocatedWith, variableScope);
    }

    Scope withControls(List<Op> more) {
        if (more.isEmpty()) {
            return new Scope(graph, prefix, name, device, List.of(), List.of(), colocatedWith, variableScope);
        }
        Set<Op> all = new LinkedHashSet<>(controls);
        all.addAll(more);
        List<Set<Op>> opened = new ArrayList<>(waiting);
        opened.add(ConcurrentHashMap.newKeySet());
        return new Scope(graph, prefix, name, device, List.copyOf(all), opened, colocatedWith, variableScope);
    }

    Scope colocatedWith(@Nullable Op op) {
        Op leader = op == null ? null : leader(op);
        return new Scope(graph, prefix, name, device, controls, waiting, leader, variableScope);
    }

    Scope openVariableScope(
            String newName, Reuse reuse, @Nullable Initializer initializer, @Nullable Regularizer regularizer) {
        String names = newName.isEmpty() ? prefix : graph.openScope(prefix, newName);
        VariableScope opened = variableScope.open(newName, reuse, initializer, regularizer);
        return new Scope(graph, names, null, device, controls, waiting, colocatedWith, opened);
    }

    /** Opens the variable scope of the name that {@code withName} said, or of {@code defaultName}, made unique. */
    Scope openDefaultVariableScope(String defaultName) {
        return openVariableScope(name == null ? variableScope.unopened(defaultName) : name, Reuse.NEVER, null, null);
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
        return added(graph.add(def(prefix, type, inputs)));
    }

    private Op add(String opName, OpType type, List<Output> inputs) {
        return added(graph.add(def(opName.endsWith("/") ? opName : prefix + opName, type, inputs)));
    }

    private Op added(Op op) {
        for (int i = 0; i < waiting.size(); i++) {
            waiting.get(i).add(op);
        }
        return op;
    }

    /** An op that asks for a variable itself is placed beside it. */
    private OpDef def(String fullName, OpType type, List<Output> inputs) {
        List<Output> values = new ArrayList<>(inputs.size());
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
        Set<Op> made = waiting.get(waiting.size() - 1);
        for (Output input : inputs) {
            if (made.contains(input.op())) {
                return List.of();
            }
        }
        List<Op> others = controls;
        for (Output input : inputs) {
            if (others.contains(input.op())) {
                others = new ArrayList<>(others);
                others.remove(input.op());
            }
        }
        return others;
    }
}
