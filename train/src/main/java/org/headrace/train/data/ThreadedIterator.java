package org.headrace.train.data;

import java.lang.ref.Cleaner;

/**
 * An iterator with threads of its own. They end when it is closed; and also when it is forgotten, as a loop over an
 * endless data set forgets it that is left by {@code break}.
 */
abstract class ThreadedIterator extends DatasetIterator {
    private static final Cleaner FORGOTTEN = Cleaner.create();

    private final Threads threads;
    private final Cleaner.Cleanable stop;

    /** What runs; it must not refer to the iterator, which could not be forgotten then. */
    interface Threads {
        /** Makes the threads end soon, and what they read from be closed. */
        void stop();

        /** Waits for their end. */
        void join() throws InterruptedException;
    }

    ThreadedIterator(Threads threads) {
        this.threads = threads;
        this.stop = FORGOTTEN.register(this, threads::stop);
    }

    @Override
    protected final void release() {
        stop.clean();
        boolean interrupted = false;
        while (true) {
            try {
                threads.join();
                break;
            } catch (InterruptedException e) {
                // They have been told to end, and nobody else waits for it.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
