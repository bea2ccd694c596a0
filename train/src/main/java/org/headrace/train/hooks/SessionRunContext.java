package org.headrace.train.hooks;

import java.util.List;
import org.headrace.core.Fetch;
import org.headrace.core.Session;

/** A run, as its hooks see it: TensorFlow's {@code tf.train.SessionRunContext}. */
public final class SessionRunContext {
    private final HookedSession session;
    private final List<Fetch> fetches;

    SessionRunContext(HookedSession session, List<Fetch> fetches) {
        this.session = session;
        this.fetches = fetches;
    }

    /** The session itself: what runs there calls no hooks. */
    public Session session() {
        return session.session();
    }

    /** What the caller wants: TensorFlow's {@code original_args.fetches}. */
    public List<Fetch> fetches() {
        return fetches;
    }

    /** Lets this run be the last: {@link MonitoredSession#shouldStop} is true after it. */
    public void requestStop() {
        session.requestStop();
    }

    /** Whether a hook has asked for the end. */
    public boolean stopRequested() {
        return session.stopRequested();
    }
}
