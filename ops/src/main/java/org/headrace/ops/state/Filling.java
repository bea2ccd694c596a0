package org.headrace.ops.state;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;

/**
 * The elements of a Java value, in the variable's shape, the last one for all that are missing: TensorFlow's
 * {@code tf.constant_initializer}.
 */
public record Filling(Object value) implements Initializer {
    @Override
    public Output initialValue(Ops tf, DType dtype, Shape shape) {
        Tensor given = Tensor.of(dtype, value);
        int size = shape.size();
        if (given.size() > size) {
            throw new InvalidArgumentException(
                    "Too many elements provided. Needed at most " + size + ", but received " + given.size());
        }
        if (given.size() == 0 && size > 0) {
            throw new InvalidArgumentException("No elements provided for a variable of shape " + shape);
        }
        Tensor whole = Tensor.zeros(dtype, shape);
        for (int i = 0; i < size; i++) {
            InPlace.SET.apply(whole, i, given, Math.min(i, given.size() - 1), 1);
        }
        return tf.constant(whole, "Const");
    }
}
