package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.Assigning;
import org.headrace.core.Stateful;

/**
 * Changes a variable as soon as its new value can be computed and nobody needs the old one any more, instead of all variables
 * at the end: a gradient is then still in the processor's caches, and its buffer serves the next one.
 */
final class EarlyUpdates {
    private final List<Lowered> nodes;
    private final Values values;
    private final Hazards hazards;

    /** By value, the position from which on it is there. */
    private final int[] made;
    /** By variable, the last position where it is read or changed, and where it is changed. */
    private final Map<SessionState.Cell, Integer> touched = new HashMap<>();

    private final Map<SessionState.Cell, Integer> changed = new HashMap<>();
    /** The last node so far that updates must stay behind. */
    private int barrier = -1;

    private EarlyUpdates(List<Lowered> nodes, Values values) {
        this.nodes = nodes;
        this.values = values;
        this.hazards = new Hazards(nodes, values);
        this.made = new int[values.count()];
        Arrays.fill(made, -1);
    }

    static List<Lowered> move(List<Lowered> nodes, Values values) {
        return new EarlyUpdates(nodes, values).move();
    }

    private List<Lowered> move() {
        List<List<Lowered>> following = new ArrayList<>(); // by position + 1
        following.add(new ArrayList<>());
        for (int n = 0; n < nodes.size(); n++) {
            following.add(new ArrayList<>());
            Lowered node = nodes.get(n);
            int at = mayMove(node) ? earliest(node) : n;
            following.get(at + 1).add(node);
            note(node, at);
        }
        return following.stream().flatMap(List::stream).toList();
    }

    /** Whether it is an update that waits for nothing but its inputs, and changes variables that are known. */
    private boolean mayMove(Lowered lowered) {
        PlanNode node = lowered.node();
        return node.type() instanceof Assigning
                && !isBarrier(lowered)
                && node.op().controlInputs().isEmpty();
    }

    /** Whether it has an effect, or may fail, in a way that an update must not come before. */
    private boolean isBarrier(Lowered lowered) {
        PlanNode node = lowered.node();
        if (lowered.isDynamic() || node.controls().length > 0 || node.mark() >= 0) {
            return true;
        }
        if (!(node.type() instanceof Assigning type)) {
            return node.type() instanceof Stateful;
        }
        for (int i = 0; i < lowered.ownInputs(); i++) {
            if (isChanged(type, i) && values.cells[node.in()[i]] == null) {
                return true;
            }
        }
        return false;
    }

    /** The position after which the update may run. */
    private int earliest(Lowered update) {
        int after = barrier;
        int[] in = update.node().in();
        for (int i = 0; i < in.length; i++) {
            SessionState.Cell cell = hazards.root(in[i]);
            boolean own = i < update.ownInputs()
                    && isChanged((Assigning) update.node().type(), i);
            after = Math.max(after, made[in[i]]);
            after = Math.max(after, cell == null ? -1 : (own ? touched : changed).getOrDefault(cell, -1));
        }
        return after;
    }

    private void note(Lowered lowered, int at) {
        PlanNode node = lowered.node();
        for (int value : node.out()) {
            made[value] = at;
        }
        boolean unclear = false;
        for (int i = 0; i < node.in().length; i++) {
            SessionState.Cell cell = hazards.root(node.in()[i]);
            unclear |= hazards.isUnclear(node.in()[i]);
            if (cell == null) {
                continue;
            }
            touched.merge(cell, at, Math::max);
            if (node.type() instanceof Assigning type && i < lowered.ownInputs() && isChanged(type, i)) {
                changed.merge(cell, at, Math::max);
            }
        }
        if (unclear || isBarrier(lowered)) {
            barrier = Math.max(barrier, at);
        }
    }

    private static boolean isChanged(Assigning type, int input) {
        return type.takesReference(input) && type.writes(input);
    }
}
