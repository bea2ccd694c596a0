package org.headrace.train.hooks;

import org.headrace.core.Session;
import org.headrace.ops.Ops;
import org.jspecify.annotations.Nullable;

/**
 * Takes part in the runs of a {@link MonitoredSession}: TensorFlow's {@code tf.train.SessionRunHook}. The hooks of a session
 * are called in their order, each method in this one:
 *
 * <pre>{@code
 * begin
 * afterCreateSession          // again after each recovery
 * while (!shouldStop) {
 *     beforeRun
 *     session.run             // the caller's fetches and the hooks'
 *     afterRun
 * }
 * end                         // unless an error ends the session
 * session.close
 * }</pre>
 *
 * <p>An error that a hook throws goes to the caller of {@code run}. {@link org.headrace.core.AbortedException} and
 * {@link org.headrace.core.UnavailableException} make the session recover.
 */
public interface SessionRunHook {
    /** Once, before the graph is finalized: ops may still be added. */
    default void begin(Ops tf) {}

    /** When variables have been initialized or restored; the graph is finalized. */
    default void afterCreateSession(Session session) {}

    /** Before each run: what to fetch and feed with it, or null for nothing. The same object each time is the fastest. */
    default @Nullable SessionRunArgs beforeRun(SessionRunContext context) {
        return null;
    }

    /** After each run that did not fail: {@code values} are those of what {@link #beforeRun} asked for, until the next run. */
    default void afterRun(SessionRunContext context, SessionRunValues values) {}

    /** When the session is closed and its last run did not fail. */
    default void end(Session session) {}
}
