package org.headrace.train.summary;

import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Tensor;
import org.headrace.interop.Event;
import org.headrace.interop.EventWriter;
import org.headrace.interop.GraphDefs;
import org.headrace.interop.MetaGraphs;
import org.headrace.interop.Summary;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes summaries and graphs to an event file, for TensorBoard: TensorFlow's {@code tf.summary.FileWriter}.
 *
 * <p>A thread of its own writes; events wait for it in a queue, and who adds one to a full queue waits. The file is
 * complete up to the last {@link #flush} or {@link #close}. An error of the writing thread is thrown by the next call.
 */
public final class FileWriter implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(FileWriter.class);

    private static final int MAX_QUEUE = 10;
    private static final Duration FLUSH_EVERY = Duration.ofMinutes(2);

    private final Path logdir;
    private final int maxQueue;
    private final Duration flushEvery;
    private final String suffix;
    private @Nullable Writing writing;

    /** A writer to a new file in this directory. */
    public FileWriter(Path logdir) {
        this(logdir, null, MAX_QUEUE, FLUSH_EVERY, "");
    }

    /** The same; the graph is the first that is written. */
    public FileWriter(Path logdir, Graph graph) {
        this(logdir, graph, MAX_QUEUE, FLUSH_EVERY, "");
    }

    /**
     * A writer to a new file in this directory, which is made if it is not there.
     *
     * @param graph is written first, unless it is null
     * @param maxQueue how many events may wait
     * @param flushEvery how long what is written may stay in memory, about
     * @param filenameSuffix what the file's name ends in
     */
    public FileWriter(Path logdir, @Nullable Graph graph, int maxQueue, Duration flushEvery, String filenameSuffix) {
        if (maxQueue < 1) {
            throw new InvalidArgumentException("the queue of events has room for 1 or more, not " + maxQueue);
        }
        if (flushEvery.isNegative() || flushEvery.isZero()) {
            throw new InvalidArgumentException("events are flushed every so often, not every " + flushEvery);
        }
        this.logdir = logdir;
        this.maxQueue = maxQueue;
        this.flushEvery = flushEvery;
        this.suffix = filenameSuffix;
        this.writing = new Writing(EventWriter.create(logdir, suffix), maxQueue, flushEvery);
        if (graph != null) {
            addGraph(graph);
            addMetaGraph(graph);
        }
    }

    /** The directory. */
    public Path logdir() {
        return logdir;
    }

    /** Adds what a summary op gave, a scalar of string. */
    public void addSummary(Tensor summary, long globalStep) {
        if (summary.size() != 1) {
            throw new InvalidArgumentException("a summary is a scalar of string, not " + summary.spec());
        }
        addSummary(Summary.parse(summary.strings()[0]), globalStep);
    }

    /** Adds a summary. */
    public void addSummary(Summary summary, long globalStep) {
        addEvent(Event.now(globalStep, new Event.Values(summary)));
    }

    /** Adds a graph, which TensorBoard draws. */
    public void addGraph(Graph graph) {
        addEvent(Event.now(0, new Event.GraphBytes(GraphDefs.toGraphDef(graph))));
    }

    /** Adds a graph with its collections. */
    public void addMetaGraph(Graph graph) {
        addEvent(Event.now(0, new Event.MetaGraphBytes(MetaGraphs.toMetaGraphDef(graph, null))));
    }

    /** Adds a message about the run. */
    public void addSessionLog(Event.SessionLog sessionLog, long globalStep) {
        addEvent(Event.now(globalStep, sessionLog));
    }

    /** Adds an event. After {@link #close} this does nothing but warn. */
    public synchronized void addEvent(Event event) {
        if (writing == null) {
            LOG.warn("Attempting to use a closed FileWriter. The operation will be a noop unless the FileWriter is"
                    + " explicitly reopened.");
        } else {
            writing.put(event);
        }
    }

    /** Returns when all that was added is in the file. */
    public synchronized void flush() {
        if (writing != null) {
            writing.finish(false);
        }
    }

    /** Returns when all that was added is in the file, and ends it. */
    @Override
    public synchronized void close() {
        if (writing != null) {
            Writing last = writing;
            writing = null;
            last.finish(true);
        }
    }

    /** After {@link #close}, starts another file. */
    public synchronized void reopen() {
        if (writing == null) {
            writing = new Writing(EventWriter.create(logdir, suffix), maxQueue, flushEvery);
        }
    }

    /** What waits in the queue: an event, or the wish to be told when all before it are written. */
    private record Item(@Nullable Event event, boolean last, CountDownLatch done) {}

    /** The thread that writes to one file, and its queue. */
    private static final class Writing {
        private final BlockingQueue<Item> queue;
        private final EventWriter writer;
        private final long flushNanos;
        private final Thread thread;
        private volatile @Nullable Throwable failure;

        Writing(EventWriter writer, int maxQueue, Duration flushEvery) {
            this.writer = writer;
            this.queue = new ArrayBlockingQueue<>(maxQueue);
            this.flushNanos = flushEvery.toNanos();
            this.thread = new Thread(this::write, "headrace-events");
            thread.setDaemon(true);
            thread.start();
        }

        void put(Event event) {
            add(new Item(event, false, new CountDownLatch(0)));
            throwFailure();
        }

        void finish(boolean last) {
            CountDownLatch done = new CountDownLatch(1);
            add(new Item(null, last, done));
            uninterrupted(done::await);
            throwFailure();
        }

        private void add(Item item) {
            uninterrupted(() -> queue.put(item));
        }

        private interface Waiting {
            void forIt() throws InterruptedException;
        }

        /** The thread that writes never stops before it is told to, so that the wait ends: no event is lost by an interrupt. */
        private static void uninterrupted(Waiting waiting) {
            boolean interrupted = false;
            while (true) {
                try {
                    waiting.forIt();
                    break;
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void throwFailure() {
            Throwable thrown = failure;
            failure = null;
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown instanceof RuntimeException exception) {
                throw exception;
            }
        }

        private void write() {
            long flushed = System.nanoTime();
            boolean last = false;
            while (!last) {
                try {
                    Item item = queue.poll(flushNanos, TimeUnit.NANOSECONDS);
                    last = item != null && item.last;
                    flushed = write(item, flushed);
                } catch (InterruptedException nobodysBusiness) {
                    // Only an item tells this thread to end.
                }
            }
        }

        private long write(@Nullable Item item, long flushed) {
            try {
                if (item != null && item.event != null) {
                    writer.write(item.event);
                }
                long now = System.nanoTime();
                if (item != null && item.last) {
                    writer.close();
                } else if (item == null || item.event == null || now - flushed > flushNanos) {
                    writer.flush();
                    flushed = now;
                }
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                if (item != null) {
                    item.done.countDown();
                }
            }
            return flushed;
        }
    }
}
