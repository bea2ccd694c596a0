package org.headrace.train.keras;

import org.headrace.core.Output;
import org.headrace.ops.Ops;

/** The greatest of each window of images {@code [batch, rows, columns, channels]}. */
public final class MaxPooling2D extends Pooling<MaxPooling2D> {
    /** Windows of 2 by 2. */
    public MaxPooling2D() {
        this(2);
    }

    /** Windows of this size, side by side: one number, or rows and columns. */
    public MaxPooling2D(int... poolSize) {
        super("max_pooling2d", 2, poolSize);
    }

    @Override
    Output pool(Ops tf, Output inputs, int[] size, int[] steps, String kind) {
        return tf.nn.maxPool(inputs, size, steps, kind);
    }
}
