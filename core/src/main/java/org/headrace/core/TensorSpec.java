package org.headrace.core;

import org.jspecify.annotations.Nullable;

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

    // By hand, for what the JVM makes for a record when it is first compared takes it ten milliseconds.

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof TensorSpec that && dtype == that.dtype && shape.equals(that.shape);
    }

    @Override
    public int hashCode() {
        return 31 * dtype.hashCode() + shape.hashCode();
    }

    /** {@code float32 [?,784]}. */
    @Override
    public String toString() {
        return dtype + " " + shape.toBrackets();
    }
}
