package org.headrace.core.internal;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The pieces of some work, dealt out to workers: to each a share of neighbours, from the same place in each run, so that it
 * finds in its processor's caches what it left there. A worker begins at the front of its own share; when that is empty it
 * takes from the ends of the others'.
 */
final class Shares {
    static final int NONE = -1;

    /** So far apart that no two shares lie in one line of a cache, or in two that are fetched together. */
    private static final int APART = 16;

    /** Of each share the first piece that is left, in the low half, and the end of them, in the high half. */
    private final AtomicLongArray left;

    private int shares;

    Shares(int workers) {
        left = new AtomicLongArray((workers + 1) * APART);
    }

    /** Deals out pieces 0 to {@code pieces - 1} to workers 0 to {@code workers - 1}; nobody may be taking any. */
    void deal(int pieces, int workers) {
        shares = workers;
        for (int i = 0; i < workers; i++) {
            long from = (long) pieces * i / workers;
            long end = (long) pieces * (i + 1) / workers;
            left.setRelease(at(i), end << Integer.SIZE | from);
        }
    }

    /** Whether all pieces have been taken; a worker that did not take any yet may be told of an earlier deal. */
    boolean isEmpty() {
        for (int i = 0; i < shares; i++) {
            if (!isEmpty(left.get(at(i)))) {
                return false;
            }
        }
        return true;
    }

    /** A piece for {@code worker}, or {@link #NONE}. Workers that got no share only help the others. */
    int take(int worker) {
        int piece = worker < shares ? first(at(worker)) : NONE;
        for (int i = 1; piece == NONE && i <= shares; i++) {
            piece = last(at((worker + i) % shares));
        }
        return piece;
    }

    private int first(int at) {
        long now = left.get(at);
        while (!isEmpty(now)) {
            if (left.compareAndSet(at, now, now + 1)) {
                return from(now);
            }
            now = left.get(at);
        }
        return NONE;
    }

    private int last(int at) {
        long now = left.get(at);
        while (!isEmpty(now)) {
            if (left.compareAndSet(at, now, now - (1L << Integer.SIZE))) {
                return end(now) - 1;
            }
            now = left.get(at);
        }
        return NONE;
    }

    private static int at(int share) {
        return (share + 1) * APART;
    }

    private static boolean isEmpty(long share) {
        return from(share) >= end(share);
    }

    private static int from(long share) {
        return (int) share;
    }

    private static int end(long share) {
        return (int) (share >>> Integer.SIZE);
    }
}
