package org.headrace.train;

import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;

/** A number that steers an optimizer, a learning rate: fixed, or computed in each run. */
@FunctionalInterface
interface Hyperparameter {
    /** The scalar; a fixed one becomes a constant named {@code name}. */
    Output in(Ops tf, String name);

    /** A fixed number, a float32 constant as in TensorFlow. */
    static Hyperparameter of(double value) {
        return (tf, name) -> tf.constant(Tensor.of((float) value), name);
    }

    /** A number that is computed in each run: a decaying learning rate, a placeholder. */
    static Hyperparameter of(Output value) {
        return (tf, name) -> value;
    }
}
