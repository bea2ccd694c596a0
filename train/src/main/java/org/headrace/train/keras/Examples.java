package org.headrace.train.keras;

import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What a model is fed, all of it.
 *
 * @param y what it should give, or null to only ask it
 */
record Examples(Tensor x, @Nullable Tensor y) {
    Examples {
        if (y != null && y.shape().dim(0) != x.shape().dim(0)) {
            throw new InvalidArgumentException(
                    "Input arrays should have the same number of samples as target arrays. Found "
                            + x.shape().dim(0) + " input samples and "
                            + y.shape().dim(0) + " target samples: x is "
                            + x.shape() + ", y is " + y.shape());
        }
    }

    int size() {
        return Math.toIntExact(x.shape().dim(0));
    }

    /** The value as a tensor of the placeholder's dtype and shape; a vector stands for a column, and a column for a vector. */
    static Tensor fitting(String what, Output placeholder, Object value, String remedy) {
        Tensor tensor;
        try {
            tensor = Tensor.of(placeholder.dtype(), value);
        } catch (InvalidArgumentException e) {
            throw new InvalidArgumentException(
                    "Error when checking " + what + ": expected "
                            + placeholder.op().name() + " to be " + placeholder.dtype() + ": " + e.getMessage(),
                    e);
        }
        Shape wanted = placeholder.shape();
        Shape shape = tensor.shape();
        if (shape.rank() == 1 && wanted.rank() == 2) {
            tensor = tensor.reshape(Shape.of(shape.dim(0), 1));
        } else if (shape.rank() == 2 && wanted.rank() == 1 && shape.dim(1) == 1) {
            tensor = tensor.reshape(Shape.of(shape.dim(0)));
        }
        if (shape.rank() > 0 && shape.dim(0) == 0 && wanted.withDim(0, 0).isComplete()) {
            return Tensor.zeros(placeholder.dtype(), wanted.withDim(0, 0)); // an empty Java array has no other sizes
        }
        if (!wanted.isCompatibleWith(tensor.shape())) {
            throw new InvalidArgumentException("Error when checking " + what + ": expected "
                    + placeholder.op().name() + " to have shape " + wanted + " but got array with shape " + shape + "."
                    + remedy);
        }
        return tensor;
    }

    /** Copies these rows of {@code from} to the beginning of {@code to}. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // both are of one dtype
    static void copyRows(Tensor from, int[] rows, int first, int count, Tensor to) {
        int width = from.dtype().width()
                * (from.size() / Math.toIntExact(from.shape().dim(0)));
        for (int i = 0; i < count; i++) {
            System.arraycopy(from.array(), rows[first + i] * width, to.array(), i * width, width);
        }
    }
}
