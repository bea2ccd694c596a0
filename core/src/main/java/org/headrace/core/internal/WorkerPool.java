package org.headrace.core.internal;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/**
 * The daemon threads that all sessions of the JVM share. They help with one {@link Team}'s work at a time; a team that comes
 * while another is being helped works alone, which is the best that many runs at once can do.
 */
final class WorkerPool {
    /**
     * How often a thread without work looks for some before it sleeps, about a tenth of a millisecond: waking one up takes
     * longer than most kernels, and the next kernel comes at once.
     */
    private static final int LOOKS = 2_000;

    /** After so many looks it lets others run that wait for a processor, the JIT compiler for one. */
    private static final int POLITE = 50;

    private static final WorkerPool SHARED = new WorkerPool();

    /** The team that wants help. */
    private final AtomicReference<@Nullable Team> open = new AtomicReference<>();

    private volatile WorkerThread[] helpers = {};

    private WorkerPool() {}

    /** Workers for one program: up to {@code threads}, the caller's among them. */
    static Workers team(int threads) {
        return threads == 1 ? Workers.ONE : new Team(SHARED, threads);
    }

    /** Offers work to helpers 1 to {@code count}, unless another team is being helped. */
    boolean offer(Team team, int count) {
        if (!open.compareAndSet(null, team)) {
            return false;
        }
        WorkerThread[] there = helpers;
        if (there.length < count) {
            there = withHelpers(count);
        }
        for (int i = 0; i < count; i++) {
            there[i].wake();
        }
        return true;
    }

    void withdraw() {
        open.set(null);
    }

    @Nullable
    Team offered() {
        return open.get();
    }

    private synchronized WorkerThread[] withHelpers(int count) {
        WorkerThread[] there = helpers;
        if (there.length < count) {
            WorkerThread[] more = java.util.Arrays.copyOf(there, count);
            for (int i = there.length; i < count; i++) {
                more[i] = new WorkerThread(this, i + 1);
                more[i].start();
            }
            helpers = more;
        }
        return helpers;
    }

    /** One of the pool's threads: always the same worker in the teams that it helps. */
    private static final class WorkerThread extends Thread {
        private final WorkerPool pool;
        private final int worker;
        private volatile boolean asleep;

        WorkerThread(WorkerPool pool, int worker) {
            super("headrace-worker-" + worker);
            setDaemon(true);
            this.pool = pool;
            this.worker = worker;
        }

        void wake() {
            if (asleep) {
                asleep = false;
                LockSupport.unpark(this);
            }
        }

        @Override
        @SuppressWarnings("ThreadPriorityCheck") // a hint, on which nothing depends
        public void run() {
            int looks = 0;
            while (true) {
                Team team = pool.offered();
                if (team != null && team.help(worker)) {
                    looks = 0;
                } else if (looks < LOOKS) {
                    looks++;
                    if (looks % POLITE == 0) {
                        Thread.yield();
                    } else {
                        Thread.onSpinWait();
                    }
                } else {
                    asleep = true;
                    if (pool.offered() == null) {
                        LockSupport.park(this);
                    }
                    asleep = false;
                    looks = 0;
                }
            }
        }
    }
}
