package org.headrace.ops.state;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.headrace.ops.linalg.Qr;
import org.jspecify.annotations.Nullable;

/**
 * A matrix whose columns, or rows if there are fewer of them, are orthogonal and of length {@code gain}, any such matrix as
 * likely as any other: from the QR decomposition of a normal one (Saxe and others, 2014). All dimensions but the last count
 * as rows. TensorFlow's {@code tf.orthogonal_initializer}.
 *
 * @param seed the random op's seed, or null
 */
public record Orthogonal(double gain, @Nullable Long seed) implements Initializer {
    @Override
    public Output initialValue(Ops tf, DType dtype, Shape shape) {
        if (shape.rank() < 2) {
            throw new InvalidArgumentException(
                    "The tensor to initialize must be at least two-dimensional, not " + shape);
        }
        long rows = shape.slice(0, shape.rank() - 1).elements();
        long columns = shape.dim(-1);
        Shape tall = Shape.of(Math.max(rows, columns), Math.min(rows, columns));
        Op qr = tf.addOp(new Qr(false), tf.random.normal(tall, 0, 1, dtype, seed));
        // R's diagonal positive: else the signs of the reflections would show
        Output signs = tf.math.sign(tf.diagPart(qr.output(1)));
        Output q = tf.withName("mul").mul(qr.output(0), signs);
        Output turned = rows < columns ? tf.linalg.matrixTranspose(q) : q;
        return tf.withName("mul").mul(gain, tf.reshape(turned, shape.dims()));
    }
}
