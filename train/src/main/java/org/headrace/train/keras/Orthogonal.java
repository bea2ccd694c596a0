package org.headrace.train.keras;

import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.headrace.ops.state.Initializer;

/**
 * A matrix whose rows, or columns if there are fewer of them, are orthonormal, any such matrix as likely as any other:
 * Keras' {@code orthogonal}. <b>Its values for a seed are not TensorFlow's.</b> TensorFlow takes the QR decomposition of a
 * normal matrix {@code A}; this takes {@code A (A' A)^(-1/2)}, which has the same distribution, by the Newton-Schulz
 * iteration {@code X <- 3/2 X - 1/2 X X' X} (Bjorck and Bowie, 1971).
 */
final class Orthogonal implements Initializer {
    /** Enough for the singular values of a square normal matrix, the least of which are near 0 and grow by half a time. */
    private static final int STEPS = 60;

    /** Enough for a matrix at least twice as long as wide, whose singular values are of one size. */
    private static final int STEPS_IF_LONG = 20;

    @Override
    public Output initialValue(Ops tf, DType dtype, Shape shape) {
        long rows = Math.max(shape.dim(0), shape.dim(1));
        long columns = Math.min(shape.dim(0), shape.dim(1));
        // The iteration goes to 1 from below the root of 3, and the greatest singular value is about this.
        double greatest = Math.sqrt((double) rows) + Math.sqrt((double) columns) + 3;
        Ops s = tf.scope("orthogonal");
        Output x = s.random.normal(Shape.of(rows, columns), 0, 1 / greatest, dtype);
        int steps = rows >= 2 * columns ? STEPS_IF_LONG : STEPS;
        for (int i = 0; i < steps; i++) {
            Output product = s.matmul(x, s.matmul(x, x, true, false));
            x = s.sub(s.mul(x, 1.5), s.mul(product, 0.5));
        }
        return shape.dim(0) == rows ? x : s.transpose(x);
    }
}
