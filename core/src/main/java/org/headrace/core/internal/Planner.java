package org.headrace.core.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.headrace.core.Assigning;
import org.headrace.core.Fetch;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.VariableType;

/**
 * Makes plans: takes the ops that the fetches need, cut off at the feeds, in the order of their creation (which is a
 * topological one, and the same in every run), and lets the passes work on them.
 */
public final class Planner {
    private final Map<Output, Integer> values = new HashMap<>();
    private int valueCount;

    private Planner() {}

    public static Plan plan(List<? extends Fetch> fetches, List<Output> feeds) {
        return new Planner().make(fetches, feeds);
    }

    private Plan make(List<? extends Fetch> fetches, List<Output> feeds) {
        int[] feedValues = feeds.stream().mapToInt(this::value).toArray();
        Set<Output> fed = new HashSet<>(feeds);
        List<Op> needed = prune(fetches, fed);
        int[] fetchValues = fetches.stream()
                .mapToInt(fetch -> fetch instanceof Output output ? value(output) : -1)
                .toArray();

        List<PlanNode> nodes = new ArrayList<>();
        List<Op> variables = new ArrayList<>();
        boolean writing = false;
        needed.forEach(op -> requireReferencesUnfed(op, fed));
        for (Op op : needed) {
            if (op.type() instanceof VariableType) {
                if (!fed.contains(op.output(0))) {
                    variables.add(op);
                }
            } else {
                nodes.add(PlanNode.of(op, valuesOf(op.inputs()), outputValues(op, fed)));
                writing |= op.type() instanceof Assigning;
            }
        }
        int[] variableValues =
                variables.stream().mapToInt(op -> value(op.output(0))).toArray();
        DeadBranches.connect(nodes, () -> valueCount++);
        if (writing) {
            VariableReads reads = new VariableReads(nodes, variables, variableValues, valueCount);
            reads.separateFromWrites(fetchValues);
            nodes = reads.nodes();
            valueCount = reads.valueCount();
        }
        Set<Op> targets =
                fetches.stream().filter(Op.class::isInstance).map(Fetch::op).collect(Collectors.toUnmodifiableSet());
        return new Plan(nodes, valueCount, feedValues, fetchValues, targets, variables, variableValues, writing);
    }

    /** The ops that the fetches depend on, by data or control, where no feed stands in. */
    private static List<Op> prune(List<? extends Fetch> fetches, Set<Output> fed) {
        Set<Op> needed = new HashSet<>();
        Deque<Op> open = new ArrayDeque<>();
        for (Fetch fetch : fetches) {
            if (!(fetch instanceof Output output && fed.contains(output))) {
                require(fetch.op(), needed, open);
            }
        }
        while (!open.isEmpty()) {
            Op op = open.pop();
            for (Output input : op.inputs()) {
                if (!fed.contains(input)) {
                    require(input.op(), needed, open);
                }
            }
            for (Op control : op.controlInputs()) {
                if (!isFedSource(control, fed)) {
                    require(control, needed, open);
                }
            }
        }
        return needed.stream().sorted(Comparator.comparingInt(Op::id)).toList();
    }

    /** Who waits for a placeholder that is fed waits for nothing, as in TensorFlow. */
    private static boolean isFedSource(Op op, Set<Output> fed) {
        return op.inputs().isEmpty() && op.outputCount() > 0 && fed.containsAll(op.outputs());
    }

    private static void requireReferencesUnfed(Op op, Set<Output> fed) {
        for (int i = 0; i < op.inputs().size(); i++) {
            if (op.type().takesReference(i) && fed.contains(op.input(i))) {
                throw new InvalidArgumentException(
                        op,
                        "takes the variable '" + op.input(i).name()
                                + "' itself, for which this run feeds a value: feed what reads the variable");
            }
        }
    }

    private static void require(Op op, Set<Op> needed, Deque<Op> open) {
        if (needed.add(op)) {
            open.push(op);
        }
    }

    private int value(Output output) {
        return values.computeIfAbsent(output, key -> valueCount++);
    }

    private int[] valuesOf(List<Output> outputs) {
        return outputs.stream().mapToInt(this::value).toArray();
    }

    /** A fed output of an op that runs all the same gets a value that nobody reads. */
    private int[] outputValues(Op op, Set<Output> fed) {
        int[] out = new int[op.outputCount()];
        for (int i = 0; i < out.length; i++) {
            Output output = op.output(i);
            out[i] = fed.contains(output) ? valueCount++ : value(output);
        }
        return out;
    }
}
