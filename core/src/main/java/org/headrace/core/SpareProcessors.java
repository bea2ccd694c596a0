package org.headrace.core;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Processors that runs leave to others for a while: vector code is rehearsed and compiled in the background, and on a
 * machine with two of them, runs that took both would make that last, and would wait for their own helpers meanwhile. It
 * holds for the whole process, whose processors they are. What a run computes does not depend on it, for no result depends
 * on the number of threads.
 */
public final class SpareProcessors {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private SpareProcessors() {}

    /** From now on, runs leave so many processors alone as far as they have more than one; 0: none. */
    public static void leave(int processors) {
        COUNT.set(processors);
    }

    /** How many of {@code threads} a run is to use now: at least one. */
    public static int threads(int threads) {
        int spare = COUNT.get();
        return spare == 0
                ? threads
                : Math.max(1, Math.min(threads, Runtime.getRuntime().availableProcessors() - spare));
    }
}
