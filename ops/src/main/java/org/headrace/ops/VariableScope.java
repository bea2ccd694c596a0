package org.headrace.ops;

import org.headrace.core.Output;
import org.headrace.ops.state.Initializer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code getVariable} adds to the names it is given, and how it treats names that exist: TensorFlow's
 * {@code tf.variable_scope}.
 *
 * @param prefix the scope's name with its trailing {@code /}, or empty
 * @param initializer what initializes variables that bring no initializer of their own, or null
 */
record VariableScope(String prefix, Reuse reuse, @Nullable Initializer initializer) {
    static final VariableScope ROOT = new VariableScope("", Reuse.NEVER, null);

    /** What happens if a variable of the name exists already. */
    enum Reuse {
        /** It is an error. */
        NEVER,
        /** It must exist. */
        ALWAYS,
        /** It is used if it exists. */
        AUTO
    }

    /** The key of shared variables in the graph's collections. */
    static String key(Output variable) {
        return variable.op().name();
    }
}
