package org.headrace.peers.headrace;

import org.headrace.core.SessionConfig;
import org.headrace.peers.Peer;
import org.headrace.peers.PeerWorkload;
import org.jspecify.annotations.Nullable;

/** Headrace through its front door, runs prepared. */
public final class HeadracePeer implements Peer {
    private SessionConfig config = SessionConfig.defaults();

    @Override
    public String name() {
        return "headrace";
    }

    @Override
    public String version() {
        boolean vector = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return (vector ? "vector" : "plain") + " " + config.threads() + " threads JDK " + Runtime.version().feature();
    }

    @Override
    public void start(int threads) {
        if (threads > 0) {
            config = config.withThreads(threads);
        }
    }

    @Override
    public @Nullable PeerWorkload create(String workload) {
        Networks networks = new Networks(config);
        return switch (workload) {
            case "W1" -> networks.movie();
            case "W2" -> networks.signs();
            case "W3" -> networks.mnist();
            case "W4" -> networks.lenet();
            case "W8" -> networks.lstm();
            case "W9" -> networks.deep();
            default -> new Kernels(config).create(workload);
        };
    }
}
