package org.headrace.train;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
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

    /** A fixed number as TensorFlow's {@code cast} converts one: {@code Cast/x}, and {@code Cast} if not to float32. */
    static Output cast(Ops tf, double value, DType dtype) {
        Ops scope = tf.scope("Cast");
        Output x = scope.constant(Tensor.of((float) value), "x");
        return dtype == DType.FLOAT32 ? x : scope.withName(scope.scopeName()).cast(x, dtype);
    }

    /** {@code value}, TensorFlow's argument {@code name}, if it is positive. */
    static double requirePositive(double value, String name) {
        if (!(value > 0)) {
            throw new InvalidArgumentException(name + " must be positive: " + value);
        }
        return value;
    }

    /** {@code value}, TensorFlow's argument {@code name}, if it is not negative. */
    static double requireNotNegative(double value, String name) {
        if (!(value >= 0)) {
            throw new InvalidArgumentException(name + " " + value + " needs to be positive or zero");
        }
        return value;
    }

    /** A number that is computed in each run: a decaying learning rate, a placeholder. */
    static Hyperparameter of(Output value) {
        return (tf, name) -> value;
    }
}
