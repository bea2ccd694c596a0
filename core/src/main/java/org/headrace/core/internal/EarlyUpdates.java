package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.Assigning;
import org.headrace.core.Stateful;

/**
 * Changes a variable as soon as its new value can be computed and nobody needs the old one any more, instead of all
 * variables at the end: a gradient is then still in the processor's caches, and its buffer serves the next one.
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

    /** Whether it has another effect than changing variables that are known, may not run at all, or reads who knows what. */
    private boolean isBarrier(Lowered lowered) {
        PlanNode node = lowered.node();
        if (lowered.isDynamic() || node.controls().length > 0 || node.mark() >= 0) {
            return true;
        }
        if (Arrays.stream(node.in()).anyMatch(hazards::isUnclear)) {
            return true;
        }
        if (!(node.type() instanceof Assigning)) {
            return node.type() instanceof Stateful;
        }
        for (int i = 0; i < node.in().length; i++) {
            if (changes(lowered, i) && values.cells[node.in()[i]] == null) {
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
            after = Math.max(after, made[in[i]]);
            SessionState.Cell cell = hazards.root(in[i]);
            if (cell != null) {
                after = Math.max(after, (changes(update, i) ? touched : changed).getOrDefault(cell, -1));
            }
        }
        return after;
    }

    private void note(Lowered lowered, int at) {
        for (int value : lowered.node().out()) {
            made[value] = at;
        }
        int[] in = lowered.node().in();
        for (int i = 0; i < in.length; i++) {
            SessionState.Cell cell = hazards.root(in[i]);
            if (cell != null) {
                touched.merge(cell, at, Math::max);
                if (changes(lowered, i)) {
                    changed.merge(cell, at, Math::max);
                }
            }
        }
        if (isBarrier(lowered)) {
            barrier = at;
        }
    }

    /** Whether it changes the variable that input {@code i} is. */
    private static boolean changes(Lowered lowered, int i) {
        return lowered.node().type() instanceof Assigning type
                && i < lowered.ownInputs()
                && type.takesReference(i)
                && type.writes(i);
    }
}
