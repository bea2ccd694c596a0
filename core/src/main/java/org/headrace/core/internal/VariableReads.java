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
import org.headrace.core.Routing;
import org.jspecify.annotations.Nullable;

/**
 * Upholds the rule that a run reads variables as they were when it started, unless the read depends on an assignment.
 *
 * <p>Reads hand on the variable's own buffer, and assignments change it in place. Nodes run in the order of their
 * creation, so most reads have been used up before the first assignment, and nothing has to be done. Where one is still in
 * use when an assignment comes that it does not depend on, it reads from a {@link Snapshot}: one taken when the run starts,
 * or, if it depends on an earlier assignment, one taken when it reads. An assignment's output is the variable as that
 * assignment left it.
 */
final class VariableReads {
    private static final int NEVER = Integer.MAX_VALUE;

    private final List<PlanNode> nodes;
    private final List<Op> variables;
    private int valueCount;

    /** By value: the variable that it stands for (the variable's own output, or an assignment's), else -1. */
    private final int[] variableOf;
    /** By value: the read whose buffer it is, or null. */
    private final @Nullable Read[] readOf;
    /** By variable: the positions of the nodes that change it. */
    private final List<BitSet> writes = new ArrayList<>();

    private final List<Read> reads = new ArrayList<>();

    /** A place that takes a value: input {@code index} of a node, or, at NEVER, fetch {@code index}. */
    private record Use(int node, int index) {}

    /** Uses of a variable's value as it is at one moment, with all that share the buffer they hand on. */
    private static final class Read {
        final int variable;
        /** The value that is read: the variable's own, or an assignment's output. */
        final int value;
        /** The position before which a snapshot would be taken. */
        final int position;

        final List<Use> uses = new ArrayList<>();
        int lastUse;
        boolean dependsOnWrite;

        Read(int variable, int value, int position) {
            this.variable = variable;
            this.value = value;
            this.position = position;
        }

        void use(int node, int index) {
            uses.add(new Use(node, index));
            lastUse = Math.max(lastUse, node);
        }
    }

    VariableReads(List<PlanNode> nodes, List<Op> variables, int[] variableValues, int valueCount) {
        this.nodes = nodes;
        this.variables = variables;
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
        findDependencies();

        Map<Integer, Integer> startSnapshots = new HashMap<>();
        Map<Integer, List<PlanNode>> inserted = new HashMap<>();
        for (Read read : reads) {
            int nextWrite = writes.get(read.variable).nextSetBit(read.dependsOnWrite ? read.position : 0);
            if (nextWrite < 0 || nextWrite > read.lastUse) {
                continue;
            }
            Integer copy = read.dependsOnWrite ? null : startSnapshots.get(read.variable);
            if (copy == null) {
                copy = valueCount++;
                int position = 0;
                if (read.dependsOnWrite) {
                    position = read.position;
                } else {
                    startSnapshots.put(read.variable, copy);
                }
                inserted.computeIfAbsent(position, p -> new ArrayList<>()).add(snapshot(read, copy));
            }
            for (Use use : read.uses) {
                replaceInput(use, copy, fetches);
            }
        }
        insert(inserted);
    }

    private void visit(int n) {
        PlanNode node = nodes.get(n);
        for (int i = 0; i < node.in().length; i++) {
            int value = node.in()[i];
            int variable = variableOf[value];
            if (variable >= 0 && node.type().takesReference(i)) {
                if (node.type() instanceof Assigning type && type.writes(i)) {
                    writes.get(variable).set(n);
                }
                if (i == 0 && node.returnsReference()) {
                    int out = node.out()[0];
                    variableOf[out] = variable;
                    readOf[out] = new Read(variable, out, n + 1);
                    readOf[out].dependsOnWrite = true;
                    reads.add(readOf[out]);
                }
                continue;
            }
            Read read = readOf[value];
            if (variable >= 0 && read == null) {
                read = new Read(variable, value, n);
                reads.add(read);
            }
            if (read != null) {
                follow(read, node, n, i);
            }
        }
    }

    /** A use by node {@code n}, which may hand the buffer on. */
    private void follow(Read read, PlanNode node, int n, int i) {
        if (node.in()[i] == read.value) {
            read.use(n, i);
        } else {
            read.lastUse = Math.max(read.lastUse, n);
        }
        if (node.type() instanceof Aliasing && i == 0) {
            readOf[node.out()[0]] = read;
        } else if (node.type() instanceof Routing) {
            read.lastUse = NEVER; // handed on to nobody knows whom
        }
    }

    private void visitFetches(int[] fetches) {
        for (int f = 0; f < fetches.length; f++) {
            int value = fetches[f];
            if (value < 0) {
                continue;
            }
            Read read = readOf[value];
            if (read == null && variableOf[value] >= 0) {
                read = new Read(variableOf[value], value, nodes.size());
                reads.add(read);
            }
            if (read != null && read.value == value) {
                read.use(NEVER, f);
            } else if (read != null) {
                read.lastUse = NEVER;
            }
        }
    }

    /** Finds which reads of a variable itself come after an assignment of it by data or control. */
    private void findDependencies() {
        int[] producer = new int[valueCount];
        Arrays.fill(producer, -1);
        Map<Op, Integer> position = new HashMap<>();
        BitSet[] before = new BitSet[nodes.size()];
        BitSet none = new BitSet();
        for (int n = 0; n < nodes.size(); n++) {
            PlanNode node = nodes.get(n);
            BitSet set = none;
            for (int value : node.in()) {
                set = withPredecessor(set, producer[value], before);
            }
            for (Op control : node.op().controlInputs()) {
                set = withPredecessor(set, position.getOrDefault(control, -1), before);
            }
            before[n] = set;
            position.put(node.op(), n);
            for (int value : node.out()) {
                producer[value] = n;
            }
        }
        for (Read read : reads) {
            if (read.position < nodes.size() && !read.dependsOnWrite) {
                read.dependsOnWrite = before[read.position].intersects(writes.get(read.variable));
            }
        }
    }

    /** The writing nodes among a node's predecessors. Most sets are equal to a predecessor's and shared with it. */
    private BitSet withPredecessor(BitSet set, int predecessor, BitSet[] before) {
        if (predecessor < 0) {
            return set;
        }
        BitSet more = before[predecessor];
        boolean writing = nodes.get(predecessor).type() instanceof Assigning;
        if (!writing && (set.isEmpty() || set.equals(more))) {
            return more;
        }
        if (!writing && more.isEmpty()) {
            return set;
        }
        BitSet joined = (BitSet) set.clone();
        joined.or(more);
        if (writing) {
            joined.set(predecessor);
        }
        return joined;
    }

    private void replaceInput(Use use, int value, int[] fetches) {
        if (use.node() == NEVER) {
            fetches[use.index()] = value;
            return;
        }
        PlanNode node = nodes.get(use.node());
        int[] in = node.in().clone();
        in[use.index()] = value;
        nodes.set(use.node(), node.withInputs(in));
    }

    /** Errors name the op that reads, or, for a fetch, the variable. */
    private PlanNode snapshot(Read read, int to) {
        Output variable = variables.get(read.variable).output(0);
        int reader = read.uses.get(0).node();
        Op op = reader == NEVER ? variable.op() : nodes.get(reader).op();
        return new PlanNode(
                op, new Snapshot(), List.of(variable), new int[] {read.value}, new int[] {to}, new int[0], -1);
    }

    private void insert(Map<Integer, List<PlanNode>> before) {
        List<PlanNode> original = List.copyOf(nodes);
        nodes.clear();
        for (int n = 0; n <= original.size(); n++) {
            nodes.addAll(before.getOrDefault(n, List.of()));
            if (n < original.size()) {
                nodes.add(original.get(n));
            }
        }
    }
}
