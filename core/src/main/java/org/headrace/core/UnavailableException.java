package org.headrace.core;

import org.jspecify.annotations.Nullable;

/**
 * TensorFlow's {@code UNAVAILABLE}: what the run needs, a file server say, is out of reach just now, and may be there later.
 * Headrace raises none by itself; ops and hooks of one's own may, and a monitored session recovers.
 */
public final class UnavailableException extends GraphException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message) {
        super(message, null, null);
    }

    public UnavailableException(String message, @Nullable Throwable cause) {
        super(message, null, cause);
    }

    /** An error about {@code op}: the message begins with its type, name and the user's line. */
    public UnavailableException(Op op, String message) {
        super(message, op, null);
    }
}
