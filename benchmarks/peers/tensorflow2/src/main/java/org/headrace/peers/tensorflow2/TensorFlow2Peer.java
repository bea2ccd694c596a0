package org.headrace.peers.tensorflow2;

import org.headrace.peers.Peer;
import org.headrace.peers.PeerWorkload;
import org.headrace.peers.tensorflow.TensorFlowGraphs;
import org.jspecify.annotations.Nullable;
import org.tensorflow.TensorFlow;

/** TensorFlow 2, in graph mode. */
public final class TensorFlow2Peer implements Peer {
    private int threads;

    @Override
    public String name() {
        return "tf2";
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
        return TensorFlowGraphs.create(new TensorFlow2Binding(threads), workload);
    }
}
