package org.headrace.core;

import org.jspecify.annotations.Nullable;

/** TensorFlow's {@code INVALID_ARGUMENT}: a shape, dtype, name or value that cannot be used as it was. */
public final class InvalidArgumentException extends GraphException {
    private static final long serialVersionUID = 1L;

    public InvalidArgumentException(String message) {
        super(message, null, null);
    }

    public InvalidArgumentException(String message, @Nullable Throwable cause) {
        super(message, null, cause);
    }

    /** An error about {@code op}: the message begins with its type, name and the user's line. */
    public InvalidArgumentException(Op op, String message) {
        super(message, op, null);
    }

    /** An error about {@code op} with the exception behind it. */
    public InvalidArgumentException(Op op, String message, @Nullable Throwable cause) {
        super(message, op, cause);
    }
}
