package org.headrace.core.internal;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Python's way to print a shape: {@code ()}, {@code (3,)}, {@code (2, 3)}. */
final class PythonTuple {

    private PythonTuple() {}

    static String of(long[] dims) {
        String inner = Arrays.stream(dims).mapToObj(Long::toString).collect(Collectors.joining(", "));
        return "(" + inner + (dims.length == 1 ? ",)" : ")");
    }
}
