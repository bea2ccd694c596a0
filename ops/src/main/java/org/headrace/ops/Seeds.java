package org.headrace.ops;

import org.headrace.core.Graph;
import org.jspecify.annotations.Nullable;

/**
 * The two seeds of a random op, by TensorFlow's rules, from the graph's seed and its own.
 *
 * @param seed the op's attribute {@code seed}
 * @param seed2 the op's attribute {@code seed2}; both zero stand for numbers that differ each time
 */
record Seeds(long seed, long seed2) {
    /** What stands for the graph's seed if only the op has one. */
    private static final long NO_GRAPH_SEED = 87654321;

    /** TensorFlow keeps seeds below this. */
    private static final long LIMIT = Integer.MAX_VALUE;

    /** To be called when only the random op itself is still to be added: without a seed its place in the graph seeds it. */
    static Seeds of(Graph graph, @Nullable Long opSeed) {
        Long graphSeed = graph.seed();
        if (graphSeed == null && opSeed == null) {
            return new Seeds(0, 0);
        }
        long seed = graphSeed == null ? NO_GRAPH_SEED : Math.floorMod(graphSeed, LIMIT);
        long seed2 = Math.floorMod(opSeed == null ? graph.size() : opSeed, LIMIT);
        return seed == 0 && seed2 == 0 ? new Seeds(0, LIMIT) : new Seeds(seed, seed2);
    }
}
