package org.headrace.ops;

import org.headrace.ops.state.Initializer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code getVariable} adds to the names it is given, and how it treats names that exist: TensorFlow's
 * {@code tf.variable_scope}.
 *
 * @param prefix the scope's name with its trailing {@code /}, or empty
 * @param initializer what initializes variables that bring no initializer of their own, or null
 * @param regularizer what puts a penalty on variables that bring no regularizer of their own, or null
 */
record VariableScope(
        String prefix, Reuse reuse, @Nullable Initializer initializer, @Nullable Regularizer regularizer) {
    static final VariableScope ROOT = new VariableScope("", Reuse.NEVER, null, null);

    /** A scope inside this one, which hands on what the inner one leaves open. */
    VariableScope open(
            String name,
            Reuse innerReuse,
            @Nullable Initializer innerInitializer,
            @Nullable Regularizer innerRegularizer) {
        return new VariableScope(
                name.isEmpty() ? prefix : prefix + name + "/",
                innerReuse == Reuse.NEVER ? reuse : innerReuse,
                innerInitializer == null ? initializer : innerInitializer,
                innerRegularizer == null ? regularizer : innerRegularizer);
    }
}
