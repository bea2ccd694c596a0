package org.headrace.train.keras;

import org.headrace.core.InvalidArgumentException;

/**
 * The number that a callback watches.
 *
 * @param greaterIsBetter whether it is better when it is greater
 */
record Monitor(String name, boolean greaterIsBetter) {
    /** As its name tells: numbers whose name contains {@code acc} are better when they are greater. */
    static Monitor of(String name) {
        return new Monitor(name, name.contains("acc"));
    }

    /** The same number by {@code "min"}, {@code "max"}, or {@code "auto"} to tell by its name. */
    Monitor mode(String mode) {
        return switch (mode) {
            case "min" -> new Monitor(name, false);
            case "max" -> new Monitor(name, true);
            case "auto" -> of(name);
            default -> throw new InvalidArgumentException("There is no mode '" + mode + "': min, max or auto");
        };
    }

    double worst() {
        return greaterIsBetter ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** Whether {@code current} is better than {@code best} by more than {@code minDelta}. */
    boolean isBetter(double current, double best, double minDelta) {
        return greaterIsBetter ? current - minDelta > best : current + minDelta < best;
    }

    double in(Logs logs, String callback) {
        if (!logs.has(name)) {
            throw new InvalidArgumentException(callback + " watches '" + name + "', which is not there. "
                    + Known.suggest(name, logs.names())
                    + (name.startsWith("val_") ? ". For val_... give fit a validationSplit or validationData" : ""));
        }
        return logs.get(name);
    }
}
