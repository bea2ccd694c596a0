package org.headrace.ops.vector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread in which vector code is rehearsed, the code that there has been most work for first. It works on few at a time:
 * the longer the JIT compiler's queue, the more calls it asks for before it takes a method.
 */
final class Rehearsals implements Runnable {
    private static final int TOGETHER = 2;
    /** The thread ends when there has been nothing to do for so long. */
    private static final long IDLE_NANOS = 1_000_000_000L;

    private static final Logger log = LoggerFactory.getLogger(Rehearsals.class);

    private static final Rehearsals SHARED = new Rehearsals();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final List<WarmUp<?>> waiting = new ArrayList<>();
    private boolean running;

    private Rehearsals() {}

    static void add(WarmUp<?> warmUp) {
        SHARED.addLast(warmUp);
    }

    private void addLast(WarmUp<?> warmUp) {
        lock.lock();
        try {
            waiting.add(warmUp);
            added.signal();
            if (!running) {
                running = true;
                Thread thread = new Thread(this, "headrace-warm-up");
                thread.setDaemon(true);
                thread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        try {
            for (List<WarmUp<?>> next = next(); !next.isEmpty(); next = next()) {
                for (WarmUp<?> warmUp : next) {
                    if (isOver(warmUp)) {
                        remove(warmUp);
                    }
                }
            }
        } catch (InterruptedException nobodyDoes) {
            giveUp();
            Thread.currentThread().interrupt();
        } catch (Error e) {
            giveUp();
            throw e;
        }
    }

    private void giveUp() {
        lock.lock();
        try {
            running = false;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isOver(WarmUp<?> warmUp) {
        try {
            return warmUp.rehearse();
        } catch (RuntimeException | LinkageError broken) {
            log.warn("Vector code cannot be rehearsed, and is not used", broken);
            return true;
        }
    }

    private void remove(WarmUp<?> warmUp) {
        lock.lock();
        try {
            waiting.remove(warmUp);
        } finally {
            lock.unlock();
        }
    }

    /** What to rehearse now, once there is something; nothing if the thread is to end. */
    private List<WarmUp<?>> next() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                long now = System.nanoTime();
                List<WarmUp<?>> first = waiting.stream()
                        .filter(warmUp -> !warmUp.isLate(now))
                        .sorted(Comparator.comparingLong((WarmUp<?> warmUp) -> -warmUp.seen()))
                        .limit(TOGETHER)
                        .toList();
                List<WarmUp<?>> due = new ArrayList<>();
                long pause = IDLE_NANOS;
                for (WarmUp<?> warmUp : waiting) {
                    if (warmUp.isLate(now) || first.contains(warmUp)) {
                        long left = warmUp.nanosUntilDue(now);
                        if (left <= 0) {
                            due.add(warmUp);
                        }
                        pause = Math.min(pause, left);
                    }
                }
                if (!due.isEmpty()) {
                    return due;
                }
                boolean idle = waiting.isEmpty();
                if (added.awaitNanos(pause) <= 0 && idle && waiting.isEmpty()) {
                    running = false;
                    return List.of();
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
