package org.headrace.core;

import org.jspecify.annotations.Nullable;

/** TensorFlow's {@code INTERNAL}: an op broke its promises, for example its kernel or its gradient rule did. */
public final class InternalException extends GraphException {
    private static final long serialVersionUID = 1L;

    public InternalException(String message) {
        super(message, null, null);
    }

    public InternalException(String message, @Nullable Throwable cause) {
        super(message, null, cause);
    }

    /** An error about {@code op}: the message begins with its type, name and the user's line. */
    public InternalException(Op op, String message) {
        super(message, op, null);
    }

    /** An error about {@code op} with the exception behind it. */
    public InternalException(Op op, String message, @Nullable Throwable cause) {
        super(message, op, cause);
    }
}
