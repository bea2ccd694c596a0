package org.headrace.ops;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.headrace.core.Fetch;
import org.headrace.core.Op;
import org.headrace.ops.control.NoOp;

/** Groups ops under one that waits for them. */
final class Control {
    private Control() {}

    /**
     * The op that {@code scope} is named after, done when all {@code inputs} are. As in TensorFlow there is one op for each
     * device that the inputs are on, and a last one if these are several.
     */
    static Op group(Ops scope, List<? extends Fetch> inputs) {
        Map<String, List<Op>> byDevice = inputs.stream()
                .map(Fetch::op)
                .collect(Collectors.groupingBy(Op::device, TreeMap::new, Collectors.toList()));
        if (byDevice.size() <= 1) {
            return last(
                    byDevice.isEmpty()
                            ? scope
                            : on(scope, byDevice.keySet().iterator().next(), inputs));
        }
        List<Op> groups = byDevice.entrySet().stream()
                .map(entry -> on(scope, entry.getKey(), entry.getValue()).addOp(new NoOp()))
                .toList();
        return last(scope.withControlDependencies(groups));
    }

    private static Ops on(Ops scope, String device, List<? extends Fetch> inputs) {
        return (device.isEmpty() ? scope : scope.withDevice(device)).withControlDependencies(inputs);
    }

    private static Op last(Ops scope) {
        return scope.scope().finish(new NoOp(), List.of());
    }
}
