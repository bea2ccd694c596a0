package org.headrace.train.keras;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;

/**
 * A convolution of each channel of images {@code [batch, rows, columns, channels]} on its own, then one over the channels of
 * each pixel, then bias and activation. The kernels are {@code depthwise_kernel [rows, columns, channels, multiplier]} and
 * {@code pointwise_kernel [1, 1, channels * multiplier, filters]}, both by the kernel's settings, by default Glorot uniform;
 * the bias {@code [filters]}, by default zeros.
 */
public final class SeparableConv2D extends Convolution<SeparableConv2D> {
    private int depthMultiplier = 1;

    /** So many filters with windows of this size: one number, or rows and columns. */
    public SeparableConv2D(int filters, int... kernelSize) {
        super("separable_conv2d", 2, filters, kernelSize);
    }

    /** How many filters each channel has in the first of the two. */
    public SeparableConv2D depthMultiplier(int filtersOfAChannel) {
        requireNotPlaced("depthMultiplier");
        if (filtersOfAChannel < 1) {
            throw new InvalidArgumentException("depth_multiplier must be at least 1, not " + filtersOfAChannel);
        }
        this.depthMultiplier = filtersOfAChannel;
        return this;
    }

    /** How far the window's places are from each other, if strides are 1: one number, or rows and columns. */
    public SeparableConv2D dilationRate(int... rates) {
        requireNotPlaced("dilationRate");
        this.dilationRate = Windows.sizes("dilation_rate", rank, rates);
        return this;
    }

    @Override
    protected void build(Ops tf, DType dtype, Shape inputs) {
        requireRank(inputs, 4, 4);
        long channels = requireDim(inputs, 3);
        addKernel(tf, "depthwise_kernel", windowShape(channels, depthMultiplier), dtype);
        addKernel(tf, "pointwise_kernel", Shape.of(1, 1, channels * depthMultiplier, filters), dtype);
        addBias(tf, filters, dtype);
    }

    @Override
    Output sums(Ops tf, Output inputs) {
        return tf.nn.separableConv2d(
                inputs, weights().get(0), weights().get(1), Windows.ofAllAxes(strides), padding, dilationRate);
    }
}
