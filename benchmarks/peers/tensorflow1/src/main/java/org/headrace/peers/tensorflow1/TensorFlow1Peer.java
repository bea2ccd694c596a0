package org.headrace.peers.tensorflow1;

import org.headrace.peers.Peer;
import org.headrace.peers.PeerWorkload;
import org.headrace.peers.tensorflow.TensorFlowGraphs;
import org.jspecify.annotations.Nullable;
import org.tensorflow.TensorFlow;

/** TensorFlow 1.15. */
public final class TensorFlow1Peer implements Peer {
    private int threads;

    @Override
    public String name() {
        return "tf1";
    }

    @Override
    public String version() {
        return "TensorFlow " + TensorFlow.version();
    }

    @Override
    public void start(int threadCount) {
        threads = threadCount;
        TensorFlow.version();
    }

    @Override
    public @Nullable PeerWorkload create(String workload) {
        return TensorFlowGraphs.create(new TensorFlow1Binding(threads), workload);
    }
}
