package org.headrace.ops;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.headrace.ops.state.Initializer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code getVariable} adds to the names it is given, and how it treats names that exist: TensorFlow's
 * {@code tf.variable_scope}.
 *
 * @param prefix the scope's name with its trailing {@code /}, or empty
 * @param initializer what initializes variables that bring no initializer of their own, or null
 * @param regularizer what puts a penalty on variables that bring no regularizer of their own, or null
 * @param inside the names of the scopes that have been opened inside this one, each time it is opened anew: a scope opened
 *     again gives its unnamed layers the names of the first time, and with that their variables
 */
record VariableScope(
        String prefix,
        Reuse reuse,
        @Nullable Initializer initializer,
        @Nullable Regularizer regularizer,
        Set<String> inside) {
    static VariableScope root() {
        return new VariableScope("", Reuse.NEVER, null, null, ConcurrentHashMap.newKeySet());
    }

    /** A scope inside this one, which hands on what the inner one leaves open. */
    VariableScope open(
            String name,
            Reuse innerReuse,
            @Nullable Initializer innerInitializer,
            @Nullable Regularizer innerRegularizer) {
        if (!name.isEmpty()) {
            inside.add(name);
        }
        return new VariableScope(
                name.isEmpty() ? prefix : prefix + name + "/",
                innerReuse == Reuse.NEVER ? reuse : innerReuse,
                innerInitializer == null ? initializer : innerInitializer,
                innerRegularizer == null ? regularizer : innerRegularizer,
                name.isEmpty() ? inside : ConcurrentHashMap.newKeySet());
    }

    /** {@code name}, or {@code name_1}, {@code name_2}, ...: the first that has not been opened inside this scope. */
    String unopened(String name) {
        String free = name;
        for (int i = 1; inside.contains(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }
}
