package org.headrace.train.keras;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;

/**
 * A convolution of images {@code [batch, rows, columns, channels]}, then bias and activation. The kernel is
 * {@code [rows, columns, channels, filters]}, by default Glorot uniform; the bias {@code [filters]}, by default zeros.
 *
 * <p>Dilation is an attribute of the one {@code Conv2D} op, where TensorFlow 1.14 moves pixels to batches and back: the
 * values are the same.
 */
public final class Conv2D extends KernelLayer<Conv2D> {
    private final int filters;
    private final int[] kernelSize;
    private int[] strides = {1, 1};
    private String padding = "VALID";
    private int[] dilationRate = {1, 1};

    /** So many filters with windows of this size: one number, or rows and columns. */
    public Conv2D(int filters, int... kernelSize) {
        super("conv2d", "linear");
        if (filters < 1) {
            throw new InvalidArgumentException("Conv2D needs at least 1 filter, not " + filters);
        }
        this.filters = filters;
        this.kernelSize = Window2D.sizes("kernel_size", kernelSize);
    }

    /** How far the window moves: one number, or rows and columns. */
    public Conv2D strides(int... steps) {
        requireNotPlaced("strides");
        this.strides = Window2D.sizes("strides", steps);
        return this;
    }

    /** {@code "valid"}, the default: the window stays inside. {@code "same"}: zeros around keep the size. */
    public Conv2D padding(String kind) {
        requireNotPlaced("padding");
        this.padding = Window2D.padding(kind);
        return this;
    }

    /** How far the window's places are from each other: one number, or rows and columns. */
    public Conv2D dilationRate(int... rates) {
        requireNotPlaced("dilationRate");
        this.dilationRate = Window2D.sizes("dilation_rate", rates);
        return this;
    }

    @Override
    protected void build(Ops tf, DType dtype, Shape inputs) {
        requireRank(inputs, 4, 4);
        Shape kernel = Shape.of(kernelSize[0], kernelSize[1], requireDim(inputs, 3), filters);
        addKernel(tf, kernel, dtype);
        addBias(tf, filters, dtype);
        tf.constant(dilationRate, "dilation_rate"); // TensorFlow makes it, and does not use it unless it is above 1
    }

    @Override
    protected Output call(Ops tf, Output inputs, boolean training) {
        Output sums = tf.nn.conv2d(
                inputs, weights().get(0), Window2D.nhwc(strides), padding, "NHWC", Window2D.nhwc(dilationRate));
        return activated(tf, biased(tf, sums));
    }
}
