package org.headrace.core;

/** What is known of a tensor before it has a value: its dtype, and its shape as far as it is known. */
public record TensorSpec(DType dtype, Shape shape) {
    public static TensorSpec of(DType dtype, long... dims) {
        return new TensorSpec(dtype, Shape.of(dims));
    }

    public TensorSpec withShape(Shape other) {
        return new TensorSpec(dtype, other);
    }

    public TensorSpec withDType(DType other) {
        return new TensorSpec(other, shape);
    }

    /** {@code float32 [?,784]}. */
    @Override
    public String toString() {
        return dtype + " " + shape.toBrackets();
    }
}
