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

    /** Lengths of a rehearsed and of a compared call of loops: neither a multiple of a vector. */
    static final int SHORT = 403;

    static final int LONG = 2047;

    /** Operations, about a millisecond's work: programs that do less need no vectors. */
    private static final long WORTH = 1L << 21;

    /** A call with less to do gains nothing by vectors, however often it comes. */
    private static final int LEAST = 100;

    /**
     * The JIT compiler takes a method to its last tier when it has counted 5000 calls; the more there is to compile, the more,
     * and meanwhile it counts none at all. As each operation makes an object, most of these calls, which come in rounds, do
     * nothing,
     */
    static final int EMPTY_CALLS = 500;
    /** but for some, that the compiler learns what is usual. */
    private static final int LITTLE_CALLS = 5;
    /** In a later round: the compiler looks at its counts once in 1024 or 2048 calls. */
    private static final int LATER_CALLS = 2500;

    private static final int TRIES = 3;

    /** Equal code may measure so much apart; code that has not been compiled is far beyond. */
    private static final double TOLERANCE = 1.5;

    /** So far beyond that a single call shows it. */
    private static final double FAR = 8;

    /** So many rounds follow each other at once, */
    private static final int FIRST_ROUNDS = 12;
    /** further ones ever more seldom: each waits for this part of the time that has passed. */
    private static final int PART = 16;

    /** After so long others come first. */
    private static final long LATE_NANOS = 4_000_000_000L;

    /** Then it is worth a word. */
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /** How to try code out. Whatever else it is called with must not surprise it: it would be compiled again. */
    interface Trial<T> {
        /**
         * Calls every loop so many times, in a loop, to do something of that size, which may be nothing: what has been called
         * more often than its caller is compiled earlier, and by itself.
         */
        void run(T code, int size, int times);
    }

    private final Object what;
    private final T plain;
    private final Supplier<T> vector;
    private final int little;
    private final int enough;
    private final Supplier<Trial<T>> trial;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable T warm;

    // Of the background thread.
    private @Nullable T code;
    private @Nullable Trial<T> calls;
    private long start;
    private long due;
    private int rounds;
    private boolean patient = true;

    /** Operations so far; threads may lose some of each other's. */
    private long seen;

    /**
     * Until there is need of them, neither the vector code nor its operands are made: to load its classes takes time.
     *
     * @param little the size of a rehearsed call
     * @param enough the size of one that is measured
     */
    WarmUp(Object what, T plain, Supplier<T> vector, int little, int enough, Supplier<Trial<T>> trial) {
        this.what = what;
        this.plain = plain;
        this.vector = vector;
        this.little = little;
        this.enough = enough;
        this.trial = trial;
    }

    /** For where there is nothing to wait for. */
    static <T> WarmUp<T> over(T code) {
        WarmUp<T> over = new WarmUp<>("", code, () -> code, 0, 0, () -> (same, size, times) -> {});
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
        }
        boolean first = rounds++ < FIRST_ROUNDS;
        for (int i = 0; i < LITTLE_CALLS; i++) {
            calls.run(code, 0, (first ? EMPTY_CALLS : LATER_CALLS) / LITTLE_CALLS);
            calls.run(code, little, first || i == 0 ? 1 : 0);
        }
        boolean slower = time(code, calls, little) > FAR * best(plain, calls, little)
                || time(code, calls, enough) > FAR * best(plain, calls, enough)
                || best(code, calls, enough) > TOLERANCE * best(plain, calls, enough);
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
        due = first ? now : now + passed / PART;
        return false;
    }

    private static <T> long best(T code, Trial<T> calls, int size) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            best = Math.min(best, time(code, calls, size));
        }
        return best;
    }

    private static <T> long time(T code, Trial<T> calls, int size) {
        long start = System.nanoTime();
        calls.run(code, size, 1);
        return System.nanoTime() - start;
    }
}
