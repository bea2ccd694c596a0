package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Blocks that a thread's tapes use by turns. A network has hundreds of tapes: blocks of their own would not be in the cache any
 * more when a tape's turn comes again.
 */
final class TapeScratch {
    /** So many constants are kept; formulas with others get arrays of their own. */
    private static final int MOST_CONSTANTS = 64;

    private final Map<Lane, List<Object>> blocks = new EnumMap<>(Lane.class);
    private final Map<Constant, Object> constants = new HashMap<>();

    private record Constant(Lane lane, double value) {}

    /** Those of all threads. */
    static final class OfThreads {
        private final ThreadLocal<TapeScratch> scratch = ThreadLocal.withInitial(TapeScratch::new);

        TapeScratch own() {
            return scratch.get();
        }
    }

    /** Block number {@code number}, holding anything. */
    Object block(Lane lane, int number) {
        List<Object> made = blocks.computeIfAbsent(lane, key -> new ArrayList<>());
        while (made.size() <= number) {
            made.add(lane.newArray(Tape.BLOCK));
        }
        return made.get(number);
    }

    /** A block of one number, which nobody may change. */
    Object constant(Lane lane, double value) {
        Constant key = new Constant(lane, value);
        Object known = constants.get(key);
        if (known == null) {
            known = lane.filled(Tape.BLOCK, value);
            if (constants.size() < MOST_CONSTANTS) {
                constants.put(key, known);
            }
        }
        return known;
    }
}
