package org.headrace.ops.rnn;

import java.util.List;
import java.util.Objects;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.jspecify.annotations.Nullable;

/** A cell with a variable scope of its own, opened when it is called first and entered again each time after. */
abstract class ScopedCell implements RnnCell {
    private final String defaultName;
    private @Nullable String scopeName;

    ScopedCell(String defaultName) {
        this.defaultName = defaultName;
    }

    @Override
    public Step call(Ops tf, Output inputs, List<Output> state) {
        if (state.size() != stateSizes().size()) {
            throw new InvalidArgumentException("the state has " + state.size() + " parts, but this cell's has "
                    + stateSizes().size());
        }
        Ops scope;
        if (scopeName == null) {
            scope = tf.defaultVariableScope(defaultName);
            Shape shape = inputs.shape();
            if (!shape.hasRank() || shape.rank() != 2 || shape.dim(1) == Shape.UNKNOWN) {
                throw new InvalidArgumentException(
                        "Expected inputs.shape[-1] to be known, saw shape: " + shape + " of " + inputs);
            }
            build(scope, inputs);
            scopeName = scope.scopeName();
        } else {
            scope = tf.scope(scopeName);
        }
        return step(scope, inputs, state);
    }

    /** Makes the variables, for inputs like these. */
    abstract void build(Ops tf, Output inputs);

    /** Adds the ops of one time. */
    abstract Step step(Ops tf, Output inputs, List<Output> state);

    /** A variable, in a step. */
    static Output built(@Nullable Output variable) {
        return Objects.requireNonNull(variable, "made by build");
    }

    /** {@code [inputs, h] kernel + bias}. */
    static Output sum(Ops tf, Output inputs, Output hidden, Output kernel, Output bias) {
        return tf.nn.biasAdd(tf.matmul(tf.concat(List.of(inputs, hidden), 1), kernel), bias);
    }
}
