package org.headrace.train.keras;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Fetch;
import org.headrace.core.Output;
import org.headrace.core.PreparedRun;
import org.headrace.core.Session;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Runs a graph on batches of examples. One prepared run and one pair of tensors serves all full batches, another the smaller
 * last one: once both have been seen, a batch allocates nothing.
 */
final class Batches {
    private final Session session;
    private final List<? extends Fetch> fetches;
    private final List<Output> feeds;
    private final Examples examples;
    private final List<Batch> known = new ArrayList<>();

    private record Batch(
            int size, PreparedRun run, Tensor x, @Nullable Tensor y) {}

    Batches(Session session, List<? extends Fetch> fetches, List<Output> feeds, Examples examples) {
        this.session = session;
        this.fetches = fetches;
        this.feeds = feeds;
        this.examples = examples;
    }

    /** Runs on the examples {@code rows[first]} to {@code rows[first + count - 1]}. */
    PreparedRun run(int[] rows, int first, int count) {
        Batch batch = batch(count);
        Examples.copyRows(examples.x(), rows, first, count, batch.x());
        if (examples.y() != null && batch.y() != null) {
            Examples.copyRows(examples.y(), rows, first, count, batch.y());
        }
        return batch.run().run();
    }

    private Batch batch(int count) {
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).size() == count) {
                return known.get(i);
            }
        }
        PreparedRun run = session.prepare(fetches, feeds);
        Tensor x = rows(examples.x(), count);
        run.feed(0, x);
        Tensor y = examples.y() == null ? null : rows(examples.y(), count);
        if (y != null) {
            run.feed(1, y);
        }
        Batch batch = new Batch(count, run, x, y);
        known.add(batch);
        return batch;
    }

    private static Tensor rows(Tensor like, int count) {
        return Tensor.zeros(like.dtype(), like.shape().withDim(0, count));
    }
}
