package org.headrace.train.data;

import java.util.NoSuchElementException;

/**
 * There is no more input: TensorFlow's {@code OutOfRangeError}. An iterator's {@code next} may throw nothing but a
 * {@link NoSuchElementException}, so it is one, and not one of the other errors.
 */
public final class OutOfRangeException extends NoSuchElementException {
    private static final long serialVersionUID = 1L;

    public OutOfRangeException(String message) {
        super(message);
    }
}
