package org.headrace.core;

import java.util.Set;

/** The line of the user's program that made an op: the innermost stack frame outside Headrace's own packages. */
public record SourceLine(String className, String file, int line) {
    private static final SourceLine NOWHERE = new SourceLine("", "", 0);

    /** Headrace's packages below {@code org.headrace}; examples and the like are users. */
    private static final Set<String> LIBRARY = Set.of("core", "ops", "autodiff", "interop", "train");

    /** Remembers where it was made. Never thrown. */
    static final class Mark extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The line that is being executed now, seen from outside the library. */
    static SourceLine here() {
        return of(new Mark());
    }

    /**
     * The line that was being executed when {@code mark} was made. To make a mark takes the JVM a microsecond, to read
     * one several: what makes many ops keeps the marks, and reads those that are asked for.
     */
    static SourceLine of(Mark mark) {
        for (StackTraceElement frame : mark.getStackTrace()) {
            if (!isLibrary(frame.getClassName())) {
                String file = frame.getFileName();
                return new SourceLine(frame.getClassName(), file == null ? "" : file, frame.getLineNumber());
            }
        }
        return NOWHERE;
    }

    private static boolean isLibrary(String className) {
        String root = "org.headrace.";
        if (!className.startsWith(root)) {
            return className.startsWith("java.") || className.startsWith("jdk.");
        }
        if (isTest(className)) {
            return false;
        }
        int end = className.indexOf('.', root.length());
        return end < 0 || LIBRARY.contains(className.substring(root.length(), end));
    }

    /** The library's own tests stand in for users, though they live in its packages. */
    private static boolean isTest(String className) {
        int inner = className.indexOf('$');
        return (inner < 0 ? className : className.substring(0, inner)).endsWith("Test");
    }

    /** {@code Train.java:41}. */
    @Override
    public String toString() {
        return file.isEmpty() ? "an unknown line" : file + ":" + line;
    }
}
