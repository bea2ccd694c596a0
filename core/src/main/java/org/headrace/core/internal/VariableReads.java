package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.Aliasing;
import org.headrace.core.Assigning;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.jspecify.annotations.Nullable;

/**
 * Upholds the rule that a run reads variables as they were when it started, unless the read depends on an assignment.
 *
 * <p>Reads hand on the variable's own buffer, and assignments change it in place. Nodes run in the order of their
 * creation, so most reads have been used up before the first assignment, and nothing has to be done. Where one is still in
 * use when an assignment comes that it does not depend on, it reads from a {@link Snapshot}: one taken when the run starts,
 * or, if it depends on an earlier assignment, one taken when it reads.
 */
final class VariableReads {
    private static final int NEVER = Integer.MAX_VALUE;

    private final List<PlanNode> nodes;
    private final List<Op> variables;
    private final int[] variableValues;
    private int valueCount;

    /** By value: the variable that it stands for (the variable's own output, or an assignment's), else -1. */
    private final int[] variableOf;
    /** By value: the read whose buffer it is, or null. */
    private final @Nullable Read[] readOf;
    /** By variable: the positions of the nodes that change it. */
    private final List<BitSet> writes = new ArrayList<>();

    private final List<Read> reads = new ArrayList<>();

    /** One use of a variable's value: by a node, or by all that share the buffer it hands on. */
    private static final class Read {
        final int variable;
        /** The node that reads, or the end of the run for a fetch. */
        final int node;
        /** Which of the node's inputs, or which fetch. */
        final int index;

        int lastUse;
        boolean dependsOnWrite;

        Read(int variable, int node, int index) {
            this.variable = variable;
            this.node = node;
            this.index = index;
            this.lastUse = node;
        }
    }

    VariableReads(List<PlanNode> nodes, List<Op> variables, int[] variableValues, int valueCount) {
        this.nodes = nodes;
        this.variables = variables;
        this.variableValues = variableValues;
        this.valueCount = valueCount;
        this.variableOf = new int[valueCount];
        this.readOf = new Read[valueCount];
        Arrays.fill(variableOf, -1);
        for (int v = 0; v < variableValues.length; v++) {
            variableOf[variableValues[v]] = v;
            writes.add(new BitSet());
        }
    }

    List<PlanNode> nodes() {
        return nodes;
    }

    int valueCount() {
        return valueCount;
    }

    /** Inserts the snapshots that are needed and makes the reads take them; {@code fetches} is changed in place. */
    void separateFromWrites(int[] fetches) {
        for (int n = 0; n < nodes.size(); n++) {
            visit(n);
        }
        visitFetches(fetches);
        findDependencies(fetches);

        Map<Integer, Integer> startSnapshots = new HashMap<>();
        Map<Integer, PlanNode> insertedAfter = new HashMap<>();
        for (Read read : reads) {
            BitSet changes = writes.get(read.variable);
            int nextWrite = changes.nextSetBit(read.dependsOnWrite ? Math.min(read.node, nodes.size()) + 1 : 0);
            if (nextWrite < 0 || nextWrite > read.lastUse) {
                continue;
            }
            if (!read.dependsOnWrite) {
                int snapshot = startSnapshots.computeIfAbsent(read.variable, v -> valueCount++);
                replaceInput(read, snapshot, fetches);
            } else if (read.node < nodes.size() && nodes.get(read.node).type() instanceof Aliasing) {
                insertedAfter.put(read.node, snapshotOfOutput(read.node, fetches));
            }
        }
        insert(startSnapshots, insertedAfter);
    }

    private void visit(int n) {
        PlanNode node = nodes.get(n);
        boolean aliasing = node.type() instanceof Aliasing;
        for (int i = 0; i < node.in().length; i++) {
            int value = node.in()[i];
            int variable = variableOf[value];
            Read read = readOf[value];
            if (variable >= 0 && node.type().takesReference(i)) {
                if (node.type() instanceof Assigning type && type.writes(i)) {
                    writes.get(variable).set(n);
                }
                if (i == 0 && node.type() instanceof Assigning && node.out().length > 0) {
                    variableOf[node.out()[0]] = variable;
                }
                continue;
            }
            if (variable >= 0) {
                read = new Read(variable, n, i);
                reads.add(read);
            }
            if (read != null) {
                read.lastUse = Math.max(read.lastUse, n);
                if (aliasing && i == 0) {
                    readOf[node.out()[0]] = read;
                }
            }
        }
    }

    private void visitFetches(int[] fetches) {
        for (int f = 0; f < fetches.length; f++) {
            if (fetches[f] < 0) {
                continue;
            }
            Read read = readOf[fetches[f]];
            int variable = variableOf[fetches[f]];
            if (read != null) {
                read.lastUse = NEVER;
            } else if (variable >= 0) {
                reads.add(new Read(variable, NEVER, f));
            }
        }
    }

    /** Finds which reads come after an assignment of their variable by data or control. */
    private void findDependencies(int[] fetches) {
        Map<Op, Integer> position = new HashMap<>();
        int[] producer = new int[valueCount];
        Arrays.fill(producer, -1);
        BitSet[] before = new BitSet[nodes.size()];
        for (int n = 0; n < nodes.size(); n++) {
            PlanNode node = nodes.get(n);
            BitSet set = new BitSet();
            for (int value : node.in()) {
                addDependency(set, producer[value], before);
            }
            for (Op control : node.op().controlInputs()) {
                addDependency(set, position.getOrDefault(control, -1), before);
            }
            before[n] = set;
            position.put(node.op(), n);
            for (int value : node.out()) {
                producer[value] = n;
            }
        }
        for (Read read : reads) {
            if (read.node < nodes.size()) {
                read.dependsOnWrite = before[read.node].intersects(writes.get(read.variable));
            } else {
                // a fetched reference: the variable itself as it was, or an assignment's result
                read.dependsOnWrite = producer[fetches[read.index]] >= 0;
            }
        }
    }

    /** A node's predecessors, of which only those that write matter; the set holds just them. */
    private void addDependency(BitSet set, int predecessor, BitSet[] before) {
        if (predecessor >= 0) {
            set.or(before[predecessor]);
            if (nodes.get(predecessor).type() instanceof Assigning) {
                set.set(predecessor);
            }
        }
    }

    private void replaceInput(Read read, int value, int[] fetches) {
        if (read.node == NEVER) {
            fetches[read.index] = value;
            return;
        }
        PlanNode node = nodes.get(read.node);
        int[] in = node.in().clone();
        in[read.index] = value;
        nodes.set(read.node, node.withInputs(in));
    }

    /** A copy of what node {@code n} hands on, for all who use it later. */
    private PlanNode snapshotOfOutput(int n, int[] fetches) {
        PlanNode reader = nodes.get(n);
        int original = reader.out()[0];
        int copy = valueCount++;
        for (int later = n + 1; later < nodes.size(); later++) {
            PlanNode node = nodes.get(later);
            int[] in = Arrays.stream(node.in())
                    .map(value -> value == original ? copy : value)
                    .toArray();
            nodes.set(later, node.withInputs(in));
        }
        for (int f = 0; f < fetches.length; f++) {
            fetches[f] = fetches[f] == original ? copy : fetches[f];
        }
        return snapshot(reader.op().output(0), original, copy);
    }

    private static PlanNode snapshot(Output of, int from, int to) {
        return new PlanNode(of.op(), new Snapshot(), List.of(of), new int[] {from}, new int[] {to});
    }

    private void insert(Map<Integer, Integer> atStart, Map<Integer, PlanNode> after) {
        List<PlanNode> original = List.copyOf(nodes);
        nodes.clear();
        atStart.forEach((variable, copy) ->
                nodes.add(snapshot(variables.get(variable).output(0), variableValues[variable], copy)));
        for (int n = 0; n < original.size(); n++) {
            nodes.add(original.get(n));
            PlanNode inserted = after.get(n);
            if (inserted != null) {
                nodes.add(inserted);
            }
        }
    }
}
