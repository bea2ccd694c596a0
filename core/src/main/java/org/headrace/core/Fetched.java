package org.headrace.core;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values that a run brought back. */
public final class Fetched {
    private final List<Fetch> fetches;
    private final @Nullable Tensor[] values;

    Fetched(List<Fetch> fetches, @Nullable Tensor[] values) {
        this.fetches = fetches;
        this.values = values;
    }

    /** The value of {@code output}, which was among the fetches. */
    public Tensor get(Output output) {
        return get(indexOf(output, output.name()));
    }

    /** The value of the output of this name. */
    public Tensor get(String name) {
        for (int i = 0; i < fetches.size(); i++) {
            if (fetches.get(i).name().equals(name)) {
                return get(i);
            }
        }
        throw new NotFoundException("'" + name + "' was not fetched: fetched were " + names());
    }

    /** The value of fetch number {@code i}. */
    public Tensor get(int i) {
        if (i < 0 || i >= fetches.size()) {
            throw new InvalidArgumentException("there is no fetch number " + i + ": fetched were " + names());
        }
        Tensor value = values[i];
        if (value == null) {
            throw new InvalidArgumentException(
                    fetches.get(i).op(), "was fetched as an op and has no value: fetch an output");
        }
        return value;
    }

    /** The first {@code count} of the fetches, as if there had been no others. */
    public Fetched first(int count) {
        return new Fetched(fetches.subList(0, count), Arrays.copyOf(values, count));
    }

    public int size() {
        return fetches.size();
    }

    private int indexOf(Fetch fetch, String name) {
        int i = fetches.indexOf(fetch);
        if (i < 0) {
            throw new NotFoundException("'" + name + "' was not fetched: fetched were " + names());
        }
        return i;
    }

    private List<String> names() {
        return fetches.stream().map(Fetch::name).toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            text.append(fetches.get(i).name() + " = " + values[i] + System.lineSeparator());
        }
        return text.toString();
    }
}
