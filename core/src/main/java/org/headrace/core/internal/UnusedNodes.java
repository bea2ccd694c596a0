package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.headrace.core.Op;
import org.headrace.core.Stateful;

/**
 * Drops nodes whose results nobody takes, that have no effect and are not themselves fetched: what is left of {@code NoOp}s, and gradients that were
 * only made to wait for, as {@code tuple/group_deps} waits for the gradient of the input data.
 */
final class UnusedNodes {
    private UnusedNodes() {}

    static List<Lowered> drop(List<Lowered> nodes, Values values, Set<Op> targets) {
        boolean[] used = new boolean[values.count()];
        for (int value : values.fetches) {
            if (value >= 0) {
                used[value] = true;
            }
        }
        List<Lowered> kept = new ArrayList<>();
        for (int n = nodes.size() - 1; n >= 0; n--) {
            Lowered lowered = nodes.get(n);
            boolean wanted = lowered.node().out().length > 0
                    && targets.contains(lowered.node().op());
            if (wanted || isNeeded(lowered, used)) {
                kept.add(lowered);
                for (int value : lowered.node().in()) {
                    used[value] = true;
                }
            }
        }
        Collections.reverse(kept);
        return kept;
    }

    private static boolean isNeeded(Lowered lowered, boolean[] used) {
        PlanNode node = lowered.node();
        if (lowered.isDynamic() || node.mark() >= 0 || node.type() instanceof Stateful) {
            return true; // what finds its shapes in the run may find that they are wrong
        }
        for (int value : node.out()) {
            if (used[value]) {
                return true;
            }
        }
        return false;
    }
}
