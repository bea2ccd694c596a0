package org.headrace.peers;

import org.jspecify.annotations.Nullable;

/** A library under test, found by {@link java.util.ServiceLoader}; one is used in a process. */
public interface Peer {
    /** The word by which it is asked for. */
    String name();

    /** What exactly was measured; asked for after {@link #start}. */
    String version();

    /** Called once, first. {@code threads} 0 means the library's own default. */
    void start(int threads) throws Exception;

    /**
     * Builds what the library builds once: graph, gradients, session, initial values.
     *
     * @param workload a name of {@link Data#expand}
     * @return null if the library cannot do it
     */
    @Nullable
    PeerWorkload create(String workload) throws Exception;
}
