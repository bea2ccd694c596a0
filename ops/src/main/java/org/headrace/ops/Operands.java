package org.headrace.ops;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Tensor;

/** Java numbers as operands. */
final class Operands {
    private Operands() {}

    /** A constant named {@code name} of the dtype of the operand that it meets. */
    static Output number(Ops tf, Number value, Output other, String name) {
        return tf.constant(valueAs(other.dtype(), value, other), name);
    }

    private static Tensor valueAs(DType dtype, Number value, Output other) {
        try {
            return Tensor.of(dtype, value);
        } catch (InvalidArgumentException lost) {
            throw new InvalidArgumentException(
                    "Expected " + dtype + " like " + other.name() + ", got " + value + " of Java's "
                            + value.getClass().getSimpleName() + ": cast " + other.name() + " with tf.cast",
                    lost);
        }
    }
}
