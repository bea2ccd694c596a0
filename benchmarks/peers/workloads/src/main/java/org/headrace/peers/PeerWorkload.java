package org.headrace.peers;

/** One workload of one library, ready to run. Its first {@link #step} is timed alone, the rest as steady state. */
public interface PeerWorkload extends AutoCloseable {
    /**
     * One unit of timed work: a training step (take the next minibatch from the heap arrays of {@link Data}, forward,
     * backward, update, bring the loss back), an inference (take the input from a heap array, leave the result in one) or
     * a kernel on resident operands.
     *
     * @return when training the loss before this step's update, else anything
     */
    double step() throws Exception;

    /** A step whose value is compared with the reference. */
    default double check() throws Exception {
        return step();
    }

    /** {@code n} steps, for libraries with a cheaper way to loop than one call after the other. */
    default void steps(int n) throws Exception {
        for (int i = 0; i < n; i++) {
            step();
        }
    }

    /** How many graph nodes there are after building; -1 if there is no graph. */
    default int nodes() {
        return -1;
    }

    /** The milliseconds spent on adding nodes (forward, gradients, updates), without session and initial values. */
    default double graphMillis() {
        return -1;
    }

    @Override
    default void close() {}
}
