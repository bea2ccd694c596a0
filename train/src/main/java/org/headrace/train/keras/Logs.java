package org.headrace.train.keras;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.InvalidArgumentException;

/** Named numbers, in order: {@code loss}, {@code acc}, {@code val_loss}. What callbacks see and {@code evaluate} returns. */
public final class Logs {
    private final List<String> names = new ArrayList<>();
    private double[] values = new double[8];

    Logs() {}

    /** The names, in the order of their appearance. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** Whether there is a number of this name. */
    public boolean has(String name) {
        return names.contains(name);
    }

    /**
     * The number of this name.
     *
     * @throws InvalidArgumentException if there is none
     */
    public double get(String name) {
        int i = names.indexOf(name);
        if (i < 0) {
            throw new InvalidArgumentException("There is no '" + name + "' in the logs. " + Known.suggest(name, names));
        }
        return values[i];
    }

    /** Adds a number, or replaces the one of its name. */
    public void put(String name, double value) {
        int i = names.indexOf(name);
        if (i < 0) {
            i = names.size();
            names.add(name);
            values = i < values.length ? values : Arrays.copyOf(values, 2 * i);
        }
        values[i] = value;
    }

    /** {@code loss: 0.25 - acc: 0.9}. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        names.forEach(name -> words.add(name + ": " + get(name)));
        return String.join(" - ", words);
    }
}
