package org.headrace.train.keras;

import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;

/** A layer that makes one value of each window of signals, images or volumes, channels last. */
abstract class Pooling<L extends Pooling<L>> extends Layer<L> {
    private final int rank;
    private final int[] poolSize;
    private int[] strides;
    private String padding = "VALID";

    /** Along so many axes. */
    Pooling(String defaultName, int rank, int... poolSize) {
        super(defaultName);
        this.rank = rank;
        this.poolSize = Windows.sizes("pool_size", rank, poolSize);
        this.strides = this.poolSize;
    }

    /** How far the window moves, if not by its size: one number, or one for each axis. */
    public L strides(int... steps) {
        requireNotPlaced("strides");
        this.strides = Windows.sizes("strides", rank, steps);
        return self();
    }

    /** {@code "valid"}, the default: windows stay inside. {@code "same"}: the last ones may be cut off. */
    public L padding(String kind) {
        requireNotPlaced("padding");
        this.padding = Windows.padding(kind);
        return self();
    }

    /** The values of windows of this size, strides and padding; sizes of all axes. */
    abstract Output pool(Ops tf, Output inputs, int[] size, int[] steps, String kind);

    @Override
    protected void build(Ops tf, DType dtype, Shape inputs) {
        requireRank(inputs, rank + 2, rank + 2);
    }

    @Override
    protected Output call(Ops tf, Output inputs, boolean training) {
        if (rank > 1) {
            return pool(tf, inputs, Windows.ofAllAxes(poolSize), Windows.ofAllAxes(strides), padding);
        }
        int[] size = Windows.ofAllAxes(poolSize[0], 1);
        return tf.squeeze(pool(tf, tf.expandDims(inputs, 2), size, Windows.ofAllAxes(strides[0], 1), padding), 2);
    }
}
