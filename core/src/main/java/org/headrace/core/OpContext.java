package org.headrace.core;

import java.util.Locale;

/** What the code of an op is told, whatever it is asked: at least which op it works for. */
public interface OpContext {
    /** The op in the graph. */
    Op op();

    /** An error about this op, to be thrown: the message begins with the op's type, name and the user's line. */
    default InvalidArgumentException error(String format, Object... arguments) {
        return new InvalidArgumentException(op(), String.format(Locale.ROOT, format, arguments));
    }
}
