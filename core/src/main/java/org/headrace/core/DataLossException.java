package org.headrace.core;

import org.jspecify.annotations.Nullable;

/** TensorFlow's {@code DATA_LOSS}: a file that is damaged, cut off, or of another format than it should be. */
public final class DataLossException extends GraphException {
    private static final long serialVersionUID = 1L;

    public DataLossException(String message) {
        super(message, null, null);
    }

    public DataLossException(String message, @Nullable Throwable cause) {
        super(message, null, cause);
    }

    /** An error about {@code op}: the message begins with its type, name and the user's line. */
    public DataLossException(Op op, String message) {
        super(message, op, null);
    }
}
