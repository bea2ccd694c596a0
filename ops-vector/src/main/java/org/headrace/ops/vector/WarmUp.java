package org.headrace.ops.vector;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When vector code takes over from plain code that gives the same bits. As long as the JIT compiler's last tier has not
 * compiled it, each vector operation is a call that makes objects, and takes a hundred times as long as plain code: a
 * network's first steps would take seconds. So plain code, which is compiled in no time, does the work at first. Once
 * there has been enough of it, a thread in the background rehearses the vector code, by many short calls, until it is no
 * slower. Where it never gets there, because a JVM knows vectors only as a library, plain code goes on.
 */
final class WarmUp {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    /** Operations, about a millisecond's work: programs that do less need no vectors. */
    private static final long WORTH = 1L << 21;

    /** More than the JIT compiler counts before it takes a method to its last tier. */
    private static final int CALLS = 6000;

    private static final int TRIES = 3;

    /** Equal code may measure so much apart; code that has not been compiled is far beyond. */
    private static final double TOLERANCE = 1.5;

    private static final long PAUSE_MILLIS = 3;
    private static final long PATIENCE_MILLIS = 60_000;

    /** One thread for all, which ends when it has nothing to do. Who waits for the comparison lets others rehearse. */
    private static final ExecutorService THREAD = thread();

    /** What to rehearse: short calls of the vector code, and the same work, not too short, done by both. */
    record Act(Runnable rehearsal, Runnable vector, Runnable plain) {}

    private final String what;
    private final Supplier<List<Act>> acts;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean over;
    /** Operations so far; threads may lose some of each other's. */
    private long seen;

    WarmUp(String what, Supplier<List<Act>> acts) {
        this.what = what;
        this.acts = acts;
    }

    /** Of vector code that is to be used from the first call. */
    static WarmUp none() {
        WarmUp none = new WarmUp("", List::of);
        none.over = true;
        return none;
    }

    private static ExecutorService thread() {
        ThreadPoolExecutor thread =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), code -> {
                    Thread background = new Thread(code, "headrace-warm-up");
                    background.setDaemon(true);
                    return background;
                });
        thread.allowCoreThreadTimeOut(true);
        return thread;
    }

    /** Whether the vector code is to do the next piece of work, of so many operations. */
    boolean isOver(long work) {
        return over || isOverNow(work);
    }

    private boolean isOverNow(long work) {
        seen += work;
        if (seen > WORTH && begun.compareAndSet(false, true)) {
            THREAD.execute(this::rehearse);
        }
        return over;
    }

    private void rehearse() {
        long start = System.nanoTime();
        List<Act> all = acts.get();
        for (Act act : all) {
            for (int i = 0; i < CALLS; i++) {
                act.rehearsal().run();
            }
        }
        THREAD.execute(() -> compare(all, start));
    }

    private void compare(List<Act> all, long start) {
        boolean faster = all.stream().allMatch(act -> best(act.vector()) < TOLERANCE * best(act.plain()));
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (faster) {
            over = true;
            log.debug("Vector code for {} takes over after {} ms", what, millis);
        } else if (millis > PATIENCE_MILLIS) {
            log.warn("Vector code for {} is slower than plain code on this JVM, and is not used", what);
        } else {
            pause();
            THREAD.execute(() -> compare(all, start));
        }
    }

    private static long best(Runnable code) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long start = System.nanoTime();
            code.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }
}
