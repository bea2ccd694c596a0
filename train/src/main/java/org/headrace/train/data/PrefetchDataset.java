package org.headrace.train.data;

import java.lang.ref.Reference;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.headrace.core.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * The input's elements, made ahead of their use by a thread. At most {@code bufferSize} elements wait, and one more is
 * being made. TensorFlow op {@code PrefetchDataset}.
 */
final class PrefetchDataset extends Dataset {
    private final Dataset input;
    private final int bufferSize;

    PrefetchDataset(Dataset input, int bufferSize) {
        if (bufferSize < 1) {
            throw new InvalidArgumentException("bufferSize must be at least 1, not " + bufferSize);
        }
        this.input = input;
        this.bufferSize = bufferSize;
    }

    @Override
    public DatasetIterator iterator() {
        return new Prefetched(new Producer(input.iterator(), bufferSize));
    }

    /** What the queue ends with: an error, or none. */
    private record End(@Nullable Throwable failure) {}

    private static final class Producer implements ThreadedIterator.Threads {
        private final DatasetIterator input;
        private final BlockingQueue<Object> queue;
        private final Thread thread = DaemonThreads.create(this::produce, "headrace-prefetch");
        private volatile boolean stopped;

        @SuppressWarnings("ThreadStartInConstructor")
        Producer(DatasetIterator input, int bufferSize) {
            this.input = input;
            this.queue = new ArrayBlockingQueue<>(bufferSize);
            thread.start();
        }

        private void produce() {
            try (input) {
                queue.put(fill());
            } catch (InterruptedException stop) {
                // Nobody waits any more.
            }
        }

        private End fill() throws InterruptedException {
            try {
                while (!stopped && input.hasNext()) {
                    queue.put(input.next());
                }
                return new End(null);
            } catch (RuntimeException | Error e) {
                return new End(e);
            }
        }

        @Override
        public void stop() {
            stopped = true;
            thread.interrupt();
        }

        @Override
        public void join() throws InterruptedException {
            thread.join();
        }
    }

    private static final class Prefetched extends ThreadedIterator {
        private final Producer producer;

        Prefetched(Producer producer) {
            super(producer);
            this.producer = producer;
        }

        @Override
        protected @Nullable Element pull() {
            try {
                Object next = producer.queue.take();
                if (next instanceof End end) {
                    if (end.failure() != null) {
                        throw DaemonThreads.rethrown(end.failure());
                    }
                    return null;
                }
                return (Element) next;
            } catch (InterruptedException e) {
                throw DaemonThreads.interrupted(e);
            } finally {
                // Else it might count as forgotten while it waits here.
                Reference.reachabilityFence(this);
            }
        }
    }
}
