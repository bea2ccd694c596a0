package org.headrace.train.keras;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.headrace.ops.Regularizer;
import org.headrace.ops.state.Initializer;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of images {@code [batch, rows, columns, channels]}, then bias and activation. The kernel is
 * {@code [rows, columns, channels, filters]}, by default Glorot uniform; the bias {@code [filters]}, by default zeros.
 *
 * <p>Dilation is an attribute of the one {@code Conv2D} op, where TensorFlow 1.14 moves pixels to batches and back: the
 * values are the same.
 */
public final class Conv2D extends Layer<Conv2D> {
    private final int filters;
    private final int[] kernelSize;
    private int[] strides = {1, 1};
    private String padding = "VALID";
    private int[] dilationRate = {1, 1};
    private ActivationFunction activation = ActivationFunction.of("linear");
    private boolean useBias = true;
    private @Nullable Initializer kernelInitializer;
    private @Nullable Regularizer kernelRegularizer;
    private Initializer biasInitializer = (tf, dtype, shape) -> tf.zeros(shape, dtype);
    private @Nullable Output bias;

    /** So many filters with windows of this size: one number, or rows and columns. */
    public Conv2D(int filters, int... kernelSize) {
        super("conv2d");
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

    /** What is done to the sums, by its name in Keras. */
    public Conv2D activation(String name) {
        return activation(ActivationFunction.of(name));
    }

    /** What is done to the sums. */
    public Conv2D activation(ActivationFunction function) {
        requireNotPlaced("activation");
        this.activation = function;
        return this;
    }

    /** Whether there is a bias. */
    public Conv2D useBias(boolean yes) {
        requireNotPlaced("useBias");
        this.useBias = yes;
        return this;
    }

    /** The kernel's first value. */
    public Conv2D kernelInitializer(Initializer initializer) {
        requireNotPlaced("kernelInitializer");
        this.kernelInitializer = initializer;
        return this;
    }

    /** A penalty on the kernel: {@code tf.regularizers.l2(0.01)}, half of what Keras' own l2 of that number is. */
    public Conv2D kernelRegularizer(Regularizer regularizer) {
        requireNotPlaced("kernelRegularizer");
        this.kernelRegularizer = regularizer;
        return this;
    }

    /** The bias' first value. */
    public Conv2D biasInitializer(Initializer initializer) {
        requireNotPlaced("biasInitializer");
        this.biasInitializer = initializer;
        return this;
    }

    @Override
    protected void build(Ops tf, DType dtype, Shape inputs) {
        requireRank(inputs, 4, 4);
        Shape kernel = Shape.of(kernelSize[0], kernelSize[1], requireDim(inputs, 3), filters);
        addWeight(tf, "kernel", kernel, dtype, kernelInitializer, kernelRegularizer);
        bias = useBias ? addWeight(tf, "bias", Shape.of(filters), dtype, biasInitializer) : null;
        tf.constant(dilationRate, "dilation_rate"); // TensorFlow makes it, and does not use it unless it is above 1
    }

    @Override
    protected Output call(Ops tf, Output inputs, boolean training) {
        Output sums = tf.nn.conv2d(
                inputs, weights().get(0), Window2D.nhwc(strides), padding, "NHWC", Window2D.nhwc(dilationRate));
        return activation.apply(tf, bias == null ? sums : tf.nn.biasAdd(sums, bias));
    }
}
