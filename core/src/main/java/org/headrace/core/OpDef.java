package org.headrace.core;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is asked for when an op is added to a graph.
 *
 * @param name made unique in the graph; with a trailing {@code /} taken as it is
 * @param device a device string, or empty
 * @param colocatedWith the op to be placed beside, or null
 */
public record OpDef(
        OpType type,
        String name,
        List<Output> inputs,
        List<Op> controlInputs,
        String device,
        @Nullable Op colocatedWith) {
    public OpDef {
        requireNoNull(inputs, type, name, "input");
        requireNoNull(controlInputs, type, name, "control input");
        inputs = List.copyOf(inputs);
        controlInputs = List.copyOf(controlInputs);
    }

    public static OpDef of(OpType type, String name, Output... inputs) {
        return new OpDef(type, name, Arrays.asList(inputs), List.of(), "", null);
    }

    private static void requireNoNull(List<? extends @Nullable Fetch> given, OpType type, String name, String what) {
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i) == null) {
                throw new InvalidArgumentException(what + " " + i + " of " + type.name() + " \"" + name + "\" at "
                        + SourceLine.here() + " is null");
            }
        }
    }
}
