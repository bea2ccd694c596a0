package org.headrace.train.keras;

import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;

/**
 * A convolution of images {@code [batch, rows, columns, channels]}, then bias and activation. The kernel is
 * {@code [rows, columns, channels, filters]}, by default Glorot uniform; the bias {@code [filters]}, by default zeros.
 *
 * <p>Dilation is an attribute of the one op, where TensorFlow 1.14 moves elements to batches and back: the values are the same.
 */
public final class Conv2D extends Convolution<Conv2D> {
    /** So many filters with windows of this size: one number, or rows and columns. */
    public Conv2D(int filters, int... kernelSize) {
        super("conv2d", 2, filters, kernelSize);
    }

    /** How far the window's places are from each other: one number, or one for each axis. */
    public Conv2D dilationRate(int... rates) {
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
        return tf.nn.conv2d(
                inputs, weights().get(0), Windows.ofAllAxes(strides), padding, "NHWC", Windows.ofAllAxes(dilationRate));
    }
}
