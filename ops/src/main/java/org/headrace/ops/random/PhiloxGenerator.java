package org.headrace.ops.random;

import java.util.concurrent.ThreadLocalRandom;

/**
 * The random state of one op in one session: each run of the op reserves its own stretch of the stream, so that runs in
 * parallel draw different numbers, and runs in sequence the same numbers in every session. Thread-safe.
 */
public final class PhiloxGenerator {

    /** So many blocks belong to one output, used or not; TensorFlow's CPU and GPU kernels rely on the same number. */
    private static final long BLOCKS_PER_OUTPUT = 256;

    private final Philox next;

    /**
     * @param seed the op's attribute {@code seed}
     * @param seed2 the op's attribute {@code seed2}; both zero ask for different numbers each time
     */
    public PhiloxGenerator(long seed, long seed2) {
        boolean seeded = seed != 0 || seed2 != 0;
        var entropy = ThreadLocalRandom.current();
        next = seeded ? new Philox(seed, seed2) : new Philox(entropy.nextLong(), entropy.nextLong());
    }

    /** The stream from here on, of which the next {@code blocks} blocks are the caller's own. */
    public synchronized Philox reserve(long blocks) {
        Philox reserved = next.copy();
        next.skip(blocks);
        return reserved;
    }

    /** Makes {@code bits} the stream for {@code count} elements of any distribution's {@code fill}. */
    public synchronized void reserveOutputs(long count, Philox bits) {
        long blocks = Math.multiplyExact(count, BLOCKS_PER_OUTPUT);
        bits.set(next);
        next.skip(blocks);
    }
}
