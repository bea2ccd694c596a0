package org.headrace;

import org.headrace.core.Fetch;
import org.headrace.core.Fetched;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Tensor;

/**
 * A session for this thread's {@link DefaultGraph}, for notebooks and JShell: {@code sess.eval(c)} where TensorFlow writes
 * {@code c.eval()}.
 */
public final class InteractiveSession implements AutoCloseable {
    private final Session session = DefaultGraph.tf().session();

    /** A session for the graph that is this thread's default graph now. */
    public InteractiveSession() {}

    /** The value of an output: TensorFlow's {@code t.eval()}. */
    public Tensor eval(Output output) {
        return session.run(output);
    }

    /** Runs ops and outputs: TensorFlow's {@code op.run()}. */
    public Fetched run(Fetch... fetches) {
        return session.run(fetches);
    }

    /** The session itself, to be fed and run. */
    public Session session() {
        return session;
    }

    @Override
    public void close() {
        session.close();
    }
}
