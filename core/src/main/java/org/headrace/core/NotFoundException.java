package org.headrace.core;

import org.jspecify.annotations.Nullable;

/** TensorFlow's {@code NOT_FOUND}: a name, file or gradient that does not exist. */
public final class NotFoundException extends GraphException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(message, null, null);
    }

    public NotFoundException(String message, @Nullable Throwable cause) {
        super(message, null, cause);
    }

    /** An error about {@code op}: the message begins with its type, name and the user's line. */
    public NotFoundException(Op op, String message) {
        super(message, op, null);
    }
}
