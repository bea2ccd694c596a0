package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Blocks that tapes use by turns, those of a thread. A network has hundreds of tapes: blocks of their own would not be in the
 * cache any more when a tape's turn comes again.
 */
final class TapeScratch {
    private final Map<Lane, List<Object>> blocks = new EnumMap<>(Lane.class);

    /** Those of all threads, and the constants, which are never written and so are for all. */
    static final class OfThreads {
        /** So many constants are kept; formulas with others get arrays of their own. */
        private static final int MOST_CONSTANTS = 64;

        private final ThreadLocal<TapeScratch> scratch = ThreadLocal.withInitial(TapeScratch::new);
        private final Map<Constant, Object> constants = new ConcurrentHashMap<>();

        private record Constant(Lane lane, double value) {}

        TapeScratch own() {
            return scratch.get();
        }

        /** A block of one number, which nobody may change. */
        Object constant(Lane lane, double value) {
            Constant key = new Constant(lane, value);
            if (constants.size() >= MOST_CONSTANTS) {
                Object known = constants.get(key);
                return known == null ? lane.filled(Tape.BLOCK, value) : known;
            }
            return constants.computeIfAbsent(key, missing -> lane.filled(Tape.BLOCK, value));
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
}
