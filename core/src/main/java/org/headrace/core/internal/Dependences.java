package org.headrace.core.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntBinaryOperator;

/**
 * What a node must come after: the nodes that make its inputs, that read or change the variables it changes, and that change
 * those it reads. A pass gives each node a mark that says where it put it, and gets the marks of all that a later one needs,
 * put together. Barriers, which no node may pass, are the pass's own business.
 */
final class Dependences {
    private final Hazards hazards;
    private final int none;
    private final IntBinaryOperator join;

    /** By value, the mark of what makes it. */
    private final int[] made;
    /** By variable, the marks of what reads or changes it, and of what changes it. */
    private final Map<SessionState.Cell, Integer> touched = new HashMap<>();

    private final Map<SessionState.Cell, Integer> changed = new HashMap<>();

    /** With {@code none} for a node that needs nothing. */
    Dependences(Hazards hazards, Values values, int none, IntBinaryOperator join) {
        this.hazards = hazards;
        this.none = none;
        this.join = join;
        this.made = new int[values.count()];
        Arrays.fill(made, none);
    }

    /** The marks of what the node must come after. */
    int of(Lowered node) {
        int marks = none;
        int[] in = node.node().in();
        for (int i = 0; i < in.length; i++) {
            marks = join.applyAsInt(marks, made[in[i]]);
            SessionState.Cell cell = hazards.root(in[i]);
            if (cell != null) {
                Map<SessionState.Cell, Integer> before = Hazards.changes(node, i) ? touched : changed;
                marks = join.applyAsInt(marks, before.getOrDefault(cell, none));
            }
        }
        return marks;
    }

    /** The mark of what makes the value. */
    int ofValue(int value) {
        return made[value];
    }

    void mark(Lowered node, int mark) {
        for (int value : node.node().out()) {
            made[value] = mark;
        }
        int[] in = node.node().in();
        for (int i = 0; i < in.length; i++) {
            SessionState.Cell cell = hazards.root(in[i]);
            if (cell != null) {
                touched.merge(cell, mark, join::applyAsInt);
                if (Hazards.changes(node, i)) {
                    changed.merge(cell, mark, join::applyAsInt);
                }
            }
        }
    }

    /** Forgets all marks, which these nodes had. */
    void forget(Iterable<Lowered> nodes) {
        for (Lowered node : nodes) {
            for (int value : node.node().out()) {
                made[value] = none;
            }
        }
        touched.clear();
        changed.clear();
    }
}
