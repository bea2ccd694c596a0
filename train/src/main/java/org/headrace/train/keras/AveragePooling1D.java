package org.headrace.train.keras;

import org.headrace.core.Output;
import org.headrace.ops.Ops;

/** The mean of each window of signals {@code [batch, width, channels]}. */
public final class AveragePooling1D extends Pooling<AveragePooling1D> {
    /** Windows of 2. */
    public AveragePooling1D() {
        this(2);
    }

    /** Windows of this size, side by side. */
    public AveragePooling1D(int poolSize) {
        super("average_pooling1d", 1, poolSize);
    }

    @Override
    Output pool(Ops tf, Output inputs, int[] size, int[] steps, String kind) {
        return tf.nn.avgPool(inputs, size, steps, kind);
    }
}
