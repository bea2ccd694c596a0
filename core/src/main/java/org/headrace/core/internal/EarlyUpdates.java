package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Assigning;

/**
 * Changes a variable as soon as its new value can be computed and nobody needs the old one any more, instead of all
 * variables at the end: a gradient is then still in the processor's caches, and its buffer serves the next one.
 */
final class EarlyUpdates {
    private final List<Lowered> nodes;
    private final Hazards hazards;

    /** Marks are positions. */
    private final Dependences needed;
    /** The last node so far that updates must stay behind. */
    private int barrier = -1;

    private EarlyUpdates(List<Lowered> nodes, Values values) {
        this.nodes = nodes;
        this.hazards = new Hazards(nodes, values);
        this.needed = new Dependences(hazards, values, -1, Math::max);
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
            int at = mayMove(node) ? Math.max(barrier, needed.of(node)) : n;
            following.get(at + 1).add(node);
            needed.mark(node, at);
            if (hazards.isBarrier(node)) {
                barrier = at;
            }
        }
        return following.stream().flatMap(List::stream).toList();
    }

    /** Whether it is an update that waits for nothing but its inputs, and changes variables that are known. */
    private boolean mayMove(Lowered lowered) {
        return lowered.node().type() instanceof Assigning && !hazards.mustStay(lowered);
    }
}
