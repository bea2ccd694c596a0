package org.headrace.train.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.InvalidArgumentException;

/** What {@code fit} returns: the numbers of each epoch. */
public final class History {
    private final List<Integer> epochs = new ArrayList<>();
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    History() {}

    void add(int epoch, Logs logs) {
        epochs.add(epoch);
        for (String name : logs.names()) {
            values.computeIfAbsent(name, key -> new ArrayList<>()).add(logs.get(name));
        }
    }

    /** The numbers of the epochs that were trained, from 0. */
    public List<Integer> epochs() {
        return List.copyOf(epochs);
    }

    /** The names of what was recorded: {@code loss}, {@code acc}, {@code val_loss}. */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    /**
     * The numbers of this name, one an epoch: Keras' {@code history['loss']}.
     *
     * @throws InvalidArgumentException if nothing of the name was recorded
     */
    public double[] get(String name) {
        List<Double> recorded = values.get(name);
        if (recorded == null) {
            throw new InvalidArgumentException(
                    "There is no '" + name + "' in the history. " + Known.suggest(name, values.keySet()));
        }
        return recorded.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
