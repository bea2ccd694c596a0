package org.headrace.train.keras;

import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;

/** A layer that makes one value of each window of images {@code [batch, rows, columns, channels]}. */
abstract class Pooling2D<L extends Pooling2D<L>> extends Layer<L> {
    private final int[] poolSize;
    private int[] strides;
    private String padding = "VALID";

    Pooling2D(String defaultName, int... poolSize) {
        super(defaultName);
        this.poolSize = Window2D.sizes("pool_size", poolSize);
        this.strides = this.poolSize;
    }

    /** How far the window moves, if not by its size: one number, or rows and columns. */
    public L strides(int... steps) {
        requireNotPlaced("strides");
        this.strides = Window2D.sizes("strides", steps);
        return self();
    }

    /** {@code "valid"}, the default: windows stay inside. {@code "same"}: the last ones may be cut off. */
    public L padding(String kind) {
        requireNotPlaced("padding");
        this.padding = Window2D.padding(kind);
        return self();
    }

    /** The values of windows of this size, strides and padding. */
    abstract Output pool(Ops tf, Output inputs, int[] size, int[] steps, String kind);

    @Override
    protected void build(Ops tf, DType dtype, Shape inputs) {
        requireRank(inputs, 4, 4);
    }

    @Override
    protected Output call(Ops tf, Output inputs, boolean training) {
        return pool(tf, inputs, Window2D.nhwc(poolSize), Window2D.nhwc(strides), padding);
    }
}
