package org.headrace.core;

import org.jspecify.annotations.Nullable;

/** TensorFlow's {@code ALREADY_EXISTS}: a second thing of a name that may be used once. */
public final class AlreadyExistsException extends GraphException {
    private static final long serialVersionUID = 1L;

    public AlreadyExistsException(String message) {
        super(message, null, null);
    }

    public AlreadyExistsException(String message, @Nullable Throwable cause) {
        super(message, null, cause);
    }

    /** An error about {@code op}: the message begins with its type, name and the user's line. */
    public AlreadyExistsException(Op op, String message) {
        super(message, op, null);
    }
}
