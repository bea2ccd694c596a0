package org.headrace.examples;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * An example that was run as from the command line.
 *
 * @param status the exit status
 * @param out the lines of standard output
 * @param err the lines of standard error
 */
record Ran(int status, List<String> out, List<String> err) {
    static Ran example(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Ran(
                status, out.toString().lines().toList(), err.toString().lines().toList());
    }

    /** The number after {@code words} in the first line that begins with them. */
    double value(String words) {
        return out.stream()
                .filter(line -> line.startsWith(words))
                .mapToDouble(line -> Double.parseDouble(line.substring(words.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line begins with '" + words + "' in " + out));
    }
}
