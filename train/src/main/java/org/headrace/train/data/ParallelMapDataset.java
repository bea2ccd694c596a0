package org.headrace.train.data;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.headrace.core.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * A function's results for the elements of the input, several computed at a time, given in the input's order. Never more
 * than {@code parallelCalls} elements are under way or waiting. TensorFlow op {@code ParallelMapDataset}.
 */
final class ParallelMapDataset extends Dataset {
    private final Dataset input;
    private final Function<Element, Element> function;
    private final int parallelCalls;

    ParallelMapDataset(Dataset input, Function<Element, Element> function, int parallelCalls) {
        if (parallelCalls < 1) {
            throw new InvalidArgumentException("parallelCalls must be at least 1, not " + parallelCalls);
        }
        this.input = input;
        this.function = function;
        this.parallelCalls = parallelCalls;
    }

    @Override
    public DatasetIterator iterator() {
        DatasetIterator elements = input.iterator();
        ExecutorService executor =
                Executors.newFixedThreadPool(parallelCalls, task -> DaemonThreads.create(task, "headrace-map"));
        return new Mapped(elements, executor, function, parallelCalls);
    }

    private record Workers(DatasetIterator input, ExecutorService executor) implements ThreadedIterator.Threads {
        @Override
        public void stop() {
            executor.shutdownNow();
            // Only the consumer pulls from the input, and it is the one who stops, or has gone.
            input.close();
        }

        @Override
        public void join() throws InterruptedException {
            executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        }
    }

    private static final class Mapped extends ThreadedIterator {
        private final DatasetIterator input;
        private final ExecutorService executor;
        private final Function<Element, Element> function;
        private final int parallelCalls;
        private final Queue<Future<Element>> underWay = new ArrayDeque<>();
        private long index;
        private boolean inputEnded;

        Mapped(
                DatasetIterator input,
                ExecutorService executor,
                Function<Element, Element> function,
                int parallelCalls) {
            super(new Workers(input, executor));
            this.input = input;
            this.executor = executor;
            this.function = function;
            this.parallelCalls = parallelCalls;
        }

        @Override
        protected @Nullable Element pull() {
            while (!inputEnded && underWay.size() < parallelCalls) {
                begin();
            }
            Future<Element> first = underWay.poll();
            return first == null ? null : await(first);
        }

        private void begin() {
            try {
                if (input.hasNext()) {
                    Element element = input.next();
                    long i = index++;
                    underWay.add(executor.submit(() -> MapDataset.apply(function, element, i)));
                } else {
                    inputEnded = true;
                }
            } catch (RuntimeException | Error e) {
                // Raised in its turn, after the elements before it.
                inputEnded = true;
                underWay.add(CompletableFuture.failedFuture(e));
            }
        }

        private static Element await(Future<Element> result) {
            try {
                return result.get();
            } catch (ExecutionException e) {
                throw DaemonThreads.rethrown(e.getCause());
            } catch (InterruptedException e) {
                throw DaemonThreads.interrupted(e);
            }
        }
    }
}
