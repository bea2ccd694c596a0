package org.headrace.core;

import org.jspecify.annotations.Nullable;

/**
 * The root of all errors that Headrace raises: one unchecked class for each of TensorFlow's canonical error codes.
 *
 * <p>A message about an op begins with its type, its name and the line of the user's program that made it:
 * {@code [MatMul "logits" at Train.java:41] ...}.
 */
public abstract class GraphException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Op op;

    GraphException(String message, @Nullable Op op, @Nullable Throwable cause) {
        super(op == null ? message : op.site() + " " + message, cause);
        this.op = op;
    }

    /** The op that the error is about, or null where it is about none. */
    public @Nullable Op op() {
        return op;
    }
}
