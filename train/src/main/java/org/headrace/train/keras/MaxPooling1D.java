package org.headrace.train.keras;

import org.headrace.core.Output;
import org.headrace.ops.Ops;

/** The greatest of each window of signals {@code [batch, width, channels]}. */
public final class MaxPooling1D extends Pooling<MaxPooling1D> {
    /** Windows of 2. */
    public MaxPooling1D() {
        this(2);
    }

    /** Windows of this size, side by side. */
    public MaxPooling1D(int poolSize) {
        super("max_pooling1d", 1, poolSize);
    }

    @Override
    Output pool(Ops tf, Output inputs, int[] size, int[] steps, String kind) {
        return tf.nn.maxPool(inputs, size, steps, kind);
    }
}
