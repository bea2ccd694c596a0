package org.headrace.train.data;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a data set. After the last element, and after an error, it closes itself; who leaves earlier closes it:
 *
 * <pre>{@code
 * try (var batches = dataset.iterator()) {
 *     while (batches.hasNext() && step < 1000) { ... batches.next() ... }
 * }
 * }</pre>
 *
 * <p>For one thread at a time.
 */
public abstract class DatasetIterator implements Iterator<Element>, AutoCloseable {
    private @Nullable Element ahead;
    private boolean closed;

    /** Before the first element. */
    protected DatasetIterator() {}

    /** The next element, or null after the last one; not called again after null or an error. */
    protected abstract @Nullable Element pull();

    /** Gives back what the iterator holds: its input, a file, threads. Called once. */
    protected abstract void release();

    @Override
    public final boolean hasNext() {
        if (ahead == null && !closed) {
            boolean pulled = false;
            try {
                ahead = pull();
                pulled = ahead != null;
            } finally {
                if (!pulled) {
                    close();
                }
            }
        }
        return ahead != null;
    }

    /** The next element; after the last one an {@link OutOfRangeException}. */
    @Override
    public final Element next() {
        if (!hasNext() || ahead == null) {
            throw new OutOfRangeException("End of sequence");
        }
        Element element = ahead;
        ahead = null;
        return element;
    }

    /**
     * Stops: files are closed, and the threads behind the iterator have ended when this returns. A function that one of them
     * is running is interrupted and waited for.
     */
    @Override
    public final void close() {
        if (!closed) {
            closed = true;
            ahead = null;
            release();
        }
    }
}
