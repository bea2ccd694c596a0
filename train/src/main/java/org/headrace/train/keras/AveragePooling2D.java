package org.headrace.train.keras;

import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;

/** The mean of each window of images {@code [batch, rows, columns, channels]}. */
public final class AveragePooling2D extends Layer<AveragePooling2D> {
    private final int[] poolSize;
    private int[] strides;
    private String padding = "VALID";

    /** Windows of 2 by 2. */
    public AveragePooling2D() {
        this(2);
    }

    /** Windows of this size, side by side: one number, or rows and columns. */
    public AveragePooling2D(int... poolSize) {
        super("average_pooling2d");
        this.poolSize = Window2D.sizes("pool_size", poolSize);
        this.strides = this.poolSize;
    }

    /** How far the window moves, if not by its size: one number, or rows and columns. */
    public AveragePooling2D strides(int... steps) {
        requireNotPlaced("strides");
        this.strides = Window2D.sizes("strides", steps);
        return this;
    }

    /** {@code "valid"}, the default: windows stay inside. {@code "same"}: the last ones may be cut off. */
    public AveragePooling2D padding(String kind) {
        requireNotPlaced("padding");
        this.padding = Window2D.padding(kind);
        return this;
    }

    @Override
    protected void build(Ops tf, DType dtype, Shape inputs) {
        requireRank(inputs, 4, 4);
    }

    @Override
    protected Output call(Ops tf, Output inputs, boolean training) {
        return tf.nn.avgPool(inputs, Window2D.nhwc(poolSize), Window2D.nhwc(strides), padding);
    }
}
