package org.headrace.peers.table;

import java.util.Arrays;
import java.util.List;

/**
 * One thing that one process found out.
 *
 * @param variant a {@link Variant#label}
 * @param jdk the feature number of the JDK
 * @param threads 0 for the library's default
 */
record Measurement(String variant, int jdk, String workload, int threads, String key, String value) {

    /** The line of the file of results. */
    String line() {
        return String.join("\t", variant, Integer.toString(jdk), workload, Integer.toString(threads), key, value);
    }

    static Measurement parse(String line) {
        List<String> fields = Arrays.asList(line.split("\t", -1));
        return new Measurement(
                fields.get(0),
                Integer.parseInt(fields.get(1)),
                fields.get(2),
                Integer.parseInt(fields.get(3)),
                fields.get(4),
                fields.get(5));
    }
}
