package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.Assigning;

/**
 * Changes a variable as soon as its new value can be computed and nobody needs the old one any more, instead of all
 * variables at the end: a gradient is then still in the processor's caches, and its buffer serves the next one.
 */
final class EarlyUpdates {
    private final List<Lowered> nodes;
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
        return lowered.node().type() instanceof Assigning
                && !hazards.isBarrier(lowered)
                && !Hazards.isControlled(lowered);
    }

    /** The position after which the update may run. */
    private int earliest(Lowered update) {
        int after = barrier;
        int[] in = update.node().in();
        for (int i = 0; i < in.length; i++) {
            after = Math.max(after, made[in[i]]);
            SessionState.Cell cell = hazards.root(in[i]);
            if (cell != null) {
                after = Math.max(after, (Hazards.changes(update, i) ? touched : changed).getOrDefault(cell, -1));
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
                if (Hazards.changes(lowered, i)) {
                    changed.merge(cell, at, Math::max);
                }
            }
        }
        if (hazards.isBarrier(lowered)) {
            barrier = at;
        }
    }
}
