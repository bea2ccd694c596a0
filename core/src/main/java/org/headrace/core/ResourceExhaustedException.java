package org.headrace.core;

import org.jspecify.annotations.Nullable;

/** TensorFlow's {@code RESOURCE_EXHAUSTED}: more memory than the session or the JVM may use. */
public final class ResourceExhaustedException extends GraphException {
    private static final long serialVersionUID = 1L;

    public ResourceExhaustedException(String message) {
        super(message, null, null);
    }

    public ResourceExhaustedException(String message, @Nullable Throwable cause) {
        super(message, null, cause);
    }

    /** An error about {@code op}: the message begins with its type, name and the user's line. */
    public ResourceExhaustedException(Op op, String message) {
        super(message, op, null);
    }
}
