package org.headrace.train.keras;

import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;

/** The mean of each channel of images {@code [batch, rows, columns, channels]}: {@code [batch, channels]}. */
public final class GlobalAveragePooling2D extends Layer<GlobalAveragePooling2D> {
    /** The layer. */
    public GlobalAveragePooling2D() {
        super("global_average_pooling2d");
    }

    @Override
    protected void build(Ops tf, DType dtype, Shape inputs) {
        requireRank(inputs, 4, 4);
    }

    @Override
    protected Output call(Ops tf, Output inputs, boolean training) {
        return tf.reduceMean(inputs, 1, 2);
    }
}
