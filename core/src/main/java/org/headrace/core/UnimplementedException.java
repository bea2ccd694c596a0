package org.headrace.core;

import org.jspecify.annotations.Nullable;

/** TensorFlow's {@code UNIMPLEMENTED}: a valid request that Headrace has no kernel or format for. */
public final class UnimplementedException extends GraphException {
    private static final long serialVersionUID = 1L;

    public UnimplementedException(String message) {
        super(message, null, null);
    }

    public UnimplementedException(String message, @Nullable Throwable cause) {
        super(message, null, cause);
    }

    /** An error about {@code op}: the message begins with its type, name and the user's line. */
    public UnimplementedException(Op op, String message) {
        super(message, op, null);
    }
}
