package org.headrace.examples;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.headrace.core.Tensor;

/**
 * The mini-batches of epoch after epoch, without end. A thread of its own fills the next one while the network learns from
 * this one: 32 pictures become 393,216 floats, in columns, and that takes nearly as long as a step.
 */
final class BatchFeed implements AutoCloseable {
    /** A mini-batch, there until the next one is taken. */
    record Batch(Tensor x, Tensor y) {}

    private final MiniBatches batches;
    private final Batch[] full;
    private final Batch[] last;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(run -> {
        Thread daemon = new Thread(run, "signs-batches");
        daemon.setDaemon(true);
        return daemon;
    });
    private Future<Batch> next;
    private long taken;

    /** Begins with the next epoch of {@code batches}, which are this feed's from now on. */
    BatchFeed(MiniBatches batches, SignsNetwork network) {
        this.batches = batches;
        // Of each size, one to learn from and one to fill.
        full = two(network, batches.size(0));
        last = two(network, batches.size(batches.count() - 1));
        next = thread.submit(() -> filled(0));
    }

    private static Batch[] two(SignsNetwork network, int size) {
        return new Batch[] {buffer(network, size), buffer(network, size)};
    }

    private static Batch buffer(SignsNetwork network, int size) {
        return new Batch(
                Tensor.wrap(network.pictures(size), new float[Pictures.FEATURES * size]),
                Tensor.wrap(network.labels(size), new float[Pictures.CLASSES * size]));
    }

    /** The next mini-batch; that of the last call is overwritten from now on. */
    Batch next() throws InterruptedException {
        try {
            Batch ready = next.get();
            long number = ++taken;
            next = thread.submit(() -> filled(number));
            return ready;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a mini-batch could not be made", e.getCause());
        }
    }

    private Batch filled(long number) {
        int index = (int) (number % batches.count());
        if (index == 0) {
            batches.nextEpoch();
        }
        Batch[] buffers = index == batches.count() - 1 ? last : full;
        Batch batch = buffers[(int) (number % 2)];
        batches.fill(index, batch.x.floats(), batch.y.floats());
        return batch;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
