package org.headrace.train.keras;

import org.headrace.core.Output;
import org.headrace.ops.Ops;

/** The mean of each window of images {@code [batch, rows, columns, channels]}. */
public final class AveragePooling2D extends Pooling<AveragePooling2D> {
    /** Windows of 2 by 2. */
    public AveragePooling2D() {
        this(2);
    }

    /** Windows of this size, side by side: one number, or rows and columns. */
    public AveragePooling2D(int... poolSize) {
        super("average_pooling2d", 2, poolSize);
    }

    @Override
    Output pool(Ops tf, Output inputs, int[] size, int[] steps, String kind) {
        return tf.nn.avgPool(inputs, size, steps, kind);
    }
}
