package org.headrace.core;

import org.jspecify.annotations.Nullable;

/** TensorFlow's {@code FAILED_PRECONDITION}: something must be done first, or the object is closed or finalized. */
public final class FailedPreconditionException extends GraphException {
    private static final long serialVersionUID = 1L;

    public FailedPreconditionException(String message) {
        super(message, null, null);
    }

    public FailedPreconditionException(String message, @Nullable Throwable cause) {
        super(message, null, cause);
    }

    /** An error about {@code op}: the message begins with its type, name and the user's line. */
    public FailedPreconditionException(Op op, String message) {
        super(message, op, null);
    }
}
