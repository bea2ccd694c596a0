package org.headrace.ops.vector;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When vector code takes over from plain code that gives the same bits. As long as the JIT compiler's last tier has not
 * compiled it, each vector operation is a call that makes objects, and takes a hundred times as long as plain code: a
 * network's first steps would take seconds. So plain code, which is compiled in no time, does the work at first. Once
 * there has been enough of it, a thread in the background rehearses the vector code, by many short calls, until it is no
 * slower. Where it never gets there, because a JVM knows vectors only as a library, plain code goes on.
 *
 * @param <T> the code
 */
final class WarmUp<T> {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    /** Lengths of a rehearsed and of a compared call of loops: neither a multiple of a vector's. */
    static final int SHORT = 403;

    static final int LONG = 2047;

    /** Operations, about a millisecond's work: programs that do less need no vectors. */
    private static final long WORTH = 1L << 21;

    /** A call with less to do gains nothing by vectors, however often it comes. */
    private static final int LEAST = 100;

    /**
     * The JIT compiler takes a method to its last tier when it has counted 5000 calls, or 600 calls that make 15,000 with the
     * turns of their loops; the more there is to compile, the more, and meanwhile it counts none at all. These calls come in
     * rounds, so that there are few in vain: each makes objects by the thousand.
     */
    static final int CALLS = 300;

    private static final int FURTHER_CALLS = 200;

    private static final int TRIES = 3;

    /** Equal code may measure so much apart; code that has not been compiled is far beyond. */
    private static final double TOLERANCE = 1.5;

    /** So far beyond that short calls show it. */
    private static final double FAR = 8;

    /** Between rounds. */
    private static final long PAUSE_NANOS = 500_000;

    /** After so long others come first, */
    private static final long LATE_NANOS = 4_000_000_000L;
    /** and rounds come ever more seldom: each waits for this part of the time that has passed. */
    private static final int PART = 10;

    /** Then it is worth a word. */
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /** How to try code out. Whatever else it is called with must not surprise it: it would be compiled again. */
    interface Trial<T> {
        /** Does a little, or enough to measure. */
        void run(T code, boolean enough);
    }

    private final Object what;
    private final T plain;
    private final Supplier<T> vector;
    private final Supplier<Trial<T>> trial;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable T warm;

    // Of the background thread.
    private @Nullable T code;
    private @Nullable Trial<T> calls;
    private long start;
    private long due;
    private boolean patient = true;

    /** Operations so far; threads may lose some of each other's. */
    private long seen;

    /** Until there is need of them, neither the vector code nor its operands are made: to load its classes takes time. */
    WarmUp(Object what, T plain, Supplier<T> vector, Supplier<Trial<T>> trial) {
        this.what = what;
        this.plain = plain;
        this.vector = vector;
        this.trial = trial;
    }

    /** For where there is nothing to wait for. */
    static <T> WarmUp<T> over(T code) {
        WarmUp<T> over = new WarmUp<>("", code, () -> code, () -> (same, enough) -> {});
        over.warm = code;
        return over;
    }

    /** The code for the next piece of work, of so many operations. */
    T code(long work) {
        T code = warm;
        return code != null ? code : counted(work);
    }

    private T counted(long work) {
        if (work >= LEAST) {
            seen += work;
        }
        if (seen > WORTH && begun.compareAndSet(false, true)) {
            Rehearsals.add(this);
        }
        return plain;
    }

    /** How much work there has been for it. */
    long seen() {
        return seen;
    }

    /** How long until it is to be rehearsed again. */
    long nanosUntilDue(long now) {
        return code == null ? 0 : due - now;
    }

    /** Whether it has been rehearsed for so long that others come first. */
    boolean isLate(long now) {
        return code != null && now - start > LATE_NANOS;
    }

    /** Rehearses the vector code once more; true when it has taken over. How long that takes the JIT compiler decides. */
    boolean rehearse() {
        T code = this.code;
        Trial<T> calls = this.calls;
        if (code == null || calls == null) {
            start = System.nanoTime();
            code = vector.get();
            calls = trial.get();
            this.code = code;
            this.calls = calls;
            repeat(code, calls, CALLS - FURTHER_CALLS);
        }
        repeat(code, calls, FURTHER_CALLS);
        boolean slower = best(code, calls, false) > FAR * best(plain, calls, false)
                || best(code, calls, true) > TOLERANCE * best(plain, calls, true);
        long now = System.nanoTime();
        long passed = now - start;
        if (!slower) {
            log.debug("Vector code for {} takes over after {} ms", what, passed / 1_000_000);
            warm = code;
            this.code = null;
            this.calls = null;
            return true;
        }
        if (passed > PATIENCE_NANOS && patient) {
            patient = false;
            log.warn("Vector code for {} is slower than plain code so far, and is not used yet", what);
        }
        due = now + (isLate(now) ? passed / PART : PAUSE_NANOS);
        return false;
    }

    private static <T> void repeat(T code, Trial<T> calls, int count) {
        for (int i = 0; i < count; i++) {
            calls.run(code, false);
        }
    }

    private static <T> long best(T code, Trial<T> calls, boolean enough) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long start = System.nanoTime();
            calls.run(code, enough);
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }
}
