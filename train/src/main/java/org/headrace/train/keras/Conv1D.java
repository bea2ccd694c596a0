package org.headrace.train.keras;

import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;

/**
 * A convolution of signals {@code [batch, width, channels]}, then bias and activation. The kernel is
 * {@code [width, channels, filters]}, by default Glorot uniform; the bias {@code [filters]}, by default zeros.
 *
 * <p>Dilation is an attribute of the one op, where TensorFlow 1.14 moves elements to batches and back: the values are the same.
 */
public final class Conv1D extends Convolution<Conv1D> {
    /** So many filters with windows of this size. */
    public Conv1D(int filters, int kernelSize) {
        super("conv1d", 1, filters, kernelSize);
    }

    /** How far the window's places are from each other: one number, or one for each axis. */
    public Conv1D dilationRate(int... rates) {
        requireNotPlaced("dilationRate");
        this.dilationRate = Windows.sizes("dilation_rate", rank, rates);
        return this;
    }

    @Override
    protected void build(Ops tf, DType dtype, Shape inputs) {
        super.build(tf, dtype, inputs);
        tf.constant(dilationRate, "dilation_rate"); // TensorFlow makes it, and does not use it unless it is above 1
    }

    @Override
    Output sums(Ops tf, Output inputs) {
        return tf.nn.conv1d(inputs, weights().get(0), strides[0], padding, dilationRate[0]);
    }
}
