package org.headrace.core.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/**
 * The caller of one run and the helpers it gets from the pool. One thread at a time calls {@link #run}; but for the pieces of
 * the work under way, which may call it as well.
 */
final class Team implements Workers {
    /** How often the caller looks whether its helpers are done before it lets other threads have the processor. */
    private static final int LOOKS = 10_000;

    private static final long NAP_NANOS = 10_000;

    private final WorkerPool pool;
    private final int threads;

    private final AtomicInteger helping = new AtomicInteger();
    // Written before the pool offers the team, and read by helpers after that.
    private final Shares pieces;
    private @Nullable Piece piece;

    private final Object failures = new Object();
    private @Nullable Throwable failure;
    private int failed;

    Team(WorkerPool pool, int threads) {
        this.pool = pool;
        this.threads = threads;
        this.pieces = new Shares(threads);
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public void run(int count, Piece work) {
        if (count <= 1 || piece != null) {
            ONE.run(count, work);
            return;
        }
        int workers = Math.min(threads, count);
        pieces.deal(count, workers);
        piece = work;
        boolean helped = pool.offer(this, workers - 1);
        try {
            if (!helped) {
                ONE.run(count, work);
                return;
            }
            work(0);
        } finally {
            if (helped) {
                pool.withdraw();
                awaitHelpers();
            }
            piece = null;
        }
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            rethrow(thrown);
        }
    }

    /** Takes part in the work under way; false if there is none for {@code worker}. */
    boolean help(int worker) {
        if (worker >= threads || pieces.isEmpty()) {
            return false;
        }
        helping.incrementAndGet();
        boolean wanted = pool.offered() == this; // no more, perhaps, when the caller learns that it is being helped
        if (wanted) {
            work(worker);
        }
        helping.decrementAndGet();
        return wanted;
    }

    private void work(int worker) {
        Piece work = piece;
        if (work == null) {
            return;
        }
        for (int i = pieces.take(worker); i != Shares.NONE; i = pieces.take(worker)) {
            try {
                work.run(i, worker);
            } catch (RuntimeException | Error thrown) {
                keep(i, thrown);
            }
        }
    }

    private void keep(int number, Throwable thrown) {
        synchronized (failures) {
            if (failure == null || number < failed) {
                failure = thrown;
                failed = number;
            }
        }
    }

    private void awaitHelpers() {
        for (int looks = 0; helping.get() > 0; looks++) {
            if (looks < LOOKS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(NAP_NANOS);
            }
        }
    }

    private static void rethrow(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }
}
