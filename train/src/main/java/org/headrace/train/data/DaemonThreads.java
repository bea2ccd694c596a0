package org.headrace.train.data;

import org.headrace.core.FailedPreconditionException;
import org.headrace.core.InternalException;
import org.jspecify.annotations.Nullable;

/** Threads that do not keep a program alive, and how their ends reach the one who waits. */
final class DaemonThreads {
    private DaemonThreads() {}

    static Thread create(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** What happened in another thread, to be thrown in this one. */
    static RuntimeException rethrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException exception) {
            return exception;
        }
        throw new InternalException("a thread of a data set failed: " + cause, cause);
    }

    /** For a consumer that was interrupted while it waited; it stays interrupted. */
    static FailedPreconditionException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new FailedPreconditionException("interrupted while waiting for the next element", cause);
    }
}
