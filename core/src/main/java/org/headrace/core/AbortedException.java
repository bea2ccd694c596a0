package org.headrace.core;

import org.jspecify.annotations.Nullable;

/**
 * TensorFlow's {@code ABORTED}: the run was broken off from outside, and may succeed if it is begun again from the last
 * checkpoint. Headrace raises none by itself; ops and hooks of one's own may, and a monitored session recovers.
 */
public final class AbortedException extends GraphException {
    private static final long serialVersionUID = 1L;

    public AbortedException(String message) {
        super(message, null, null);
    }

    public AbortedException(String message, @Nullable Throwable cause) {
        super(message, null, cause);
    }

    /** An error about {@code op}: the message begins with its type, name and the user's line. */
    public AbortedException(Op op, String message) {
        super(message, op, null);
    }
}
