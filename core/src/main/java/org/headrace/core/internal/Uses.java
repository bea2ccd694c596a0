package org.headrace.core.internal;

import java.util.Arrays;
import java.util.List;

/** Who makes and who takes each value, by positions in a list of nodes. */
final class Uses {
    /** By value: the node that gives it, or -1. */
    private final int[] producer;
    /** By value: the nodes that take it, ascending; one that takes it twice is there twice. */
    private final int[][] consumers;

    private final int[] counts;

    Uses(List<Lowered> nodes, Values values) {
        producer = new int[values.count()];
        consumers = new int[values.count()][];
        counts = new int[values.count()];
        Arrays.fill(producer, -1);
        Arrays.fill(consumers, new int[0]);
        for (int n = 0; n < nodes.size(); n++) {
            PlanNode node = nodes.get(n).node();
            for (int value : node.in()) {
                add(value, n);
            }
            for (int value : node.out()) {
                producer[value] = n;
            }
        }
    }

    private void add(int value, int node) {
        if (counts[value] == consumers[value].length) {
            consumers[value] = Arrays.copyOf(consumers[value], Math.max(2, 2 * counts[value]));
        }
        consumers[value][counts[value]++] = node;
    }

    int producer(int value) {
        return producer[value];
    }

    int count(int value) {
        return counts[value];
    }

    /** The position of use {@code i} of a value. */
    int consumer(int value, int i) {
        return consumers[value][i];
    }

    /** Whether no node before {@code position} takes the value. */
    boolean isUnusedBefore(int value, int position) {
        return counts[value] == 0 || consumers[value][0] >= position;
    }

    /** Whether a node after {@code position} takes the value. */
    boolean isUsedAfter(int value, int position) {
        return counts[value] > 0 && consumers[value][counts[value] - 1] > position;
    }
}
