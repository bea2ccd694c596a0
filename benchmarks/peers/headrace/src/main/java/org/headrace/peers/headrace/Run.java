package org.headrace.peers.headrace;

import java.util.List;
import org.headrace.Tf;
import org.headrace.core.Fetch;
import org.headrace.core.Output;
import org.headrace.core.PreparedRun;
import org.headrace.core.Session;
import org.headrace.core.SessionConfig;
import org.headrace.core.Tensor;
import org.headrace.peers.PeerWorkload;

/**
 * A graph with its session and a prepared run. Minibatches are tensors over the heap arrays, which a run reads where they
 * are.
 */
final class Run implements PeerWorkload {
    private final Session session;
    private final int nodes;
    private final double graphMillis;
    private final PreparedRun run;
    private final Tensor[][] batches;
    private final Result result;
    private int step;

    /** What a step hands back of the run's fetches. */
    interface Result {
        double of(PreparedRun run);
    }

    /**
     * @param started when the building of the graph began
     * @param batches for each minibatch a tensor for each feed
     */
    Run(
            Tf tf,
            SessionConfig config,
            long started,
            List<? extends Fetch> fetches,
            List<Output> feeds,
            Tensor[][] batches,
            Result result) {
        var initialize = tf.globalVariablesInitializer();
        graphMillis = (System.nanoTime() - started) / 1e6;
        nodes = tf.graph().size();
        session = tf.session(config);
        session.run(initialize);
        run = session.prepare(fetches, feeds);
        this.batches = batches;
        this.result = result;
    }

    Session session() {
        return session;
    }

    @Override
    public double step() {
        Tensor[] batch = batches[step];
        step = step + 1 == batches.length ? 0 : step + 1;
        for (int i = 0; i < batch.length; i++) {
            run.feed(i, batch[i]);
        }
        return result.of(run.run());
    }

    @Override
    public int nodes() {
        return nodes;
    }

    @Override
    public double graphMillis() {
        return graphMillis;
    }

    @Override
    public void close() {
        session.close();
    }
}
