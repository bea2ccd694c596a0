package org.headrace.train.keras;

import java.util.Arrays;
import java.util.List;
import org.headrace.core.PreparedRun;

/** The means of an epoch: of each batch's numbers, by how many examples it has. */
final class Means {
    private final List<String> names;
    /** Which fetch of a run is the first number. */
    private final int from;

    private final double[] sums;
    private int seen;

    Means(List<String> names, int from) {
        this.names = names;
        this.from = from;
        this.sums = new double[names.size()];
    }

    void clear() {
        Arrays.fill(sums, 0);
        seen = 0;
    }

    void add(PreparedRun run, int examples) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += run.get(from + i).toDouble() * examples;
        }
        seen += examples;
    }

    int seen() {
        return seen;
    }

    void putInto(Logs logs) {
        for (int i = 0; i < sums.length; i++) {
            logs.put(names.get(i), sums[i] / seen);
        }
    }
}
