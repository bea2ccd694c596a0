package org.headrace.autodiff.random;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headrace.core.Assigning;
import org.headrace.core.DType;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.Fetch;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.VariableType;
import org.headrace.core.internal.Evaluation;
import org.headrace.ops.control.Merge;
import org.headrace.ops.control.Switch;
import org.jspecify.annotations.Nullable;

/**
 * What a session means, said plainly: the ops that the fetches need, one at a time in the order of their creation, each by
 * its own kernel, every value kept. A value never changes; an assignment gives its variable another one.
 */
final class Interpreter {
    /** Stands for the value of an output on a branch that was not taken. */
    private static final Tensor DEAD = Tensor.zeros(DType.BOOL, Shape.of(0, 0, 0, 0, 0, 0, 0, 0));

    private final Map<Op, Tensor> variables = new HashMap<>();
    private final @Nullable Shaking shaking;
    private Map<Output, Tensor> values = new HashMap<>();

    Interpreter() {
        this(null);
    }

    /** With {@code shaking}, what sums up comes out as if it had been rounded differently. */
    Interpreter(@Nullable Shaking shaking) {
        this.shaking = shaking;
    }

    /** The variables that have a value, by the ops that make them. */
    Map<Op, Tensor> variables() {
        return variables;
    }

    /** All values of the last run. */
    Map<Output, Tensor> values() {
        return values;
    }

    /** Runs, and returns the values of the outputs among the fetches. */
    Map<Output, Tensor> run(List<? extends Fetch> fetches, Map<Output, Tensor> feeds) {
        Map<Op, Tensor> start = Map.copyOf(variables);
        Map<Op, Set<Op>> assignmentsBefore = new HashMap<>();
        Set<Op> dead = new HashSet<>();
        values = new HashMap<>(feeds);
        for (Op op : needed(fetches, feeds.keySet())) {
            assignmentsBefore.put(op, assignmentsBefore(op, assignmentsBefore));
            if (op.type() instanceof VariableType) {
                continue;
            }
            List<Tensor> inputs = new ArrayList<>();
            for (int i = 0; i < op.inputs().size(); i++) {
                boolean reference = op.type().takesReference(i);
                inputs.add(reference ? DEAD : read(op.input(i), assignmentsBefore.getOrDefault(op, Set.of()), start));
            }
            boolean skipped = op.controlInputs().stream().anyMatch(dead::contains);
            List<Tensor> results = skipped
                    ? Collections.nCopies(op.outputCount(), DEAD)
                    : op.type() instanceof Assigning ? assign(op, inputs) : compute(op, inputs, shaking);
            if (skipped || !results.isEmpty() && results.stream().allMatch(Interpreter::isDead)) {
                dead.add(op);
            }
            for (int i = 0; i < results.size(); i++) {
                values.putIfAbsent(op.output(i), results.get(i));
            }
        }
        Map<Output, Tensor> fetched = new HashMap<>();
        for (Fetch fetch : fetches) {
            if (fetch instanceof Output output) {
                Tensor value = read(output, Set.of(), start);
                if (isDead(value)) {
                    throw new InvalidArgumentException(output.op(), "is on a branch that was not taken");
                }
                fetched.put(output, value);
            }
        }
        return fetched;
    }

    private static List<Op> needed(List<? extends Fetch> fetches, Set<Output> fed) {
        Set<Op> needed = new HashSet<>();
        Deque<Op> open = new ArrayDeque<>();
        fetches.stream()
                .filter(fetch -> !(fetch instanceof Output output && fed.contains(output)))
                .forEach(fetch -> open.add(fetch.op()));
        while (!open.isEmpty()) {
            Op op = open.pop();
            if (needed.add(op)) {
                op.inputs().stream().filter(input -> !fed.contains(input)).forEach(input -> open.add(input.op()));
                op.controlInputs().stream()
                        .filter(control -> !standsIn(fed, control))
                        .forEach(open::add);
            }
        }
        return needed.stream().sorted(Comparator.comparingInt(Op::id)).toList();
    }

    /** What waits for a source that is fed waits for nothing: TensorFlow hands its control edges to the feed. */
    private static boolean standsIn(Set<Output> fed, Op control) {
        return control.inputs().isEmpty() && control.outputCount() > 0 && fed.containsAll(control.outputs());
    }

    /** The assignments that {@code op} depends on, by data or control. */
    private static Set<Op> assignmentsBefore(Op op, Map<Op, Set<Op>> known) {
        Set<Op> before = new HashSet<>();
        List<Op> predecessors = new ArrayList<>(op.controlInputs());
        op.inputs().forEach(input -> predecessors.add(input.op()));
        for (Op predecessor : predecessors) {
            Set<Op> its = known.get(predecessor);
            if (its != null) { // else a feed stands in
                before.addAll(its);
                if (predecessor.type() instanceof Assigning) {
                    before.add(predecessor);
                }
            }
        }
        return before;
    }

    /** The value of an input: a variable's as the run found it, but for who depends on an assignment of it. */
    private Tensor read(Output input, Set<Op> assignmentsBefore, Map<Op, Tensor> start) {
        Tensor value = values.get(input);
        if (value != null) {
            return value;
        }
        Op variable = input.op();
        if (!(variable.type() instanceof VariableType)) {
            throw new IllegalStateException(input + " has no value");
        }
        boolean after = assignmentsBefore.stream()
                .anyMatch(assignment -> variablesOf(assignment).contains(variable));
        Tensor current = (after ? variables : start).get(variable);
        if (current == null) {
            throw new FailedPreconditionException(variable, "Attempting to use uninitialized value");
        }
        return current;
    }

    /** The variables that an assignment changes, by its inputs. */
    private static List<Op> variablesOf(Op assignment) {
        List<Op> changed = new ArrayList<>();
        for (int i = 0; i < assignment.inputs().size() && assignment.type().takesReference(i); i++) {
            Op at = assignment.input(i).op();
            while (!(at.type() instanceof VariableType)) {
                at = at.input(0).op();
            }
            changed.add(at);
        }
        return changed;
    }

    private List<Tensor> assign(Op op, List<Tensor> inputs) {
        List<Op> changed = variablesOf(op);
        if (inputs.subList(changed.size(), inputs.size()).stream().anyMatch(Interpreter::isDead)) {
            return Collections.nCopies(op.outputCount(), DEAD);
        }
        for (int i = 0; i < changed.size(); i++) {
            Tensor current = variables.get(changed.get(i));
            if (current != null) {
                inputs.set(i, current);
            }
        }
        List<Tensor> after = Assignments.after(
                op, inputs.stream().map(value -> isDead(value) ? null : value).toList());
        for (int i = 0; i < changed.size(); i++) {
            variables.put(changed.get(i), shaking == null ? after.get(i) : shaking.result(op.type(), after.get(i)));
        }
        Tensor first = variables.get(changed.get(0));
        return op.outputCount() == 0 || first == null ? List.of() : List.of(first);
    }

    /** The outputs of an op that changes nothing. */
    static List<Tensor> compute(Op op, List<Tensor> inputs) {
        return compute(op, inputs, null);
    }

    private static List<Tensor> compute(Op op, List<Tensor> inputs, @Nullable Shaking shaking) {
        if (op.type() instanceof Merge) {
            for (int i = 0; i < inputs.size(); i++) {
                if (!isDead(inputs.get(i))) {
                    return List.of(inputs.get(i), Tensor.of(DType.INT32, i));
                }
            }
        }
        if (inputs.stream().anyMatch(Interpreter::isDead)) {
            return Collections.nCopies(op.outputCount(), DEAD);
        }
        if (op.type() instanceof Switch) {
            Tensor data = inputs.get(0);
            return inputs.get(1).toBoolean() ? List.of(DEAD, data) : List.of(data, DEAD);
        }
        if (shaking == null) {
            return Evaluation.of(op, inputs);
        }
        List<Tensor> shaken =
                inputs.stream().map(value -> shaking.result(op.type(), value)).toList();
        return Evaluation.of(op, shaken).stream()
                .map(value -> shaking.result(op.type(), value))
                .toList();
    }

    @SuppressWarnings("ReferenceEquality") // that very one
    static boolean isDead(Tensor value) {
        return value == DEAD;
    }
}
