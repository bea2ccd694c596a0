package org.headrace.train.keras;

import org.headrace.core.Output;
import org.headrace.ops.Ops;

/** The greatest of each window of volumes {@code [batch, planes, rows, columns, channels]}. */
public final class MaxPooling3D extends Pooling<MaxPooling3D> {
    /** Windows of 2 by 2 by 2. */
    public MaxPooling3D() {
        this(2);
    }

    /** Windows of this size, side by side: one number, or planes, rows and columns. */
    public MaxPooling3D(int... poolSize) {
        super("max_pooling3d", 3, poolSize);
    }

    @Override
    Output pool(Ops tf, Output inputs, int[] size, int[] steps, String kind) {
        return tf.nn.maxPool3d(inputs, size, steps, kind);
    }
}
