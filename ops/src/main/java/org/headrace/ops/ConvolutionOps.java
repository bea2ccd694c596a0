package org.headrace.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.nn.AvgPool;
import org.headrace.ops.nn.Conv2D;
import org.headrace.ops.nn.Conv2DBackpropFilter;
import org.headrace.ops.nn.Conv2DBackpropInput;
import org.headrace.ops.nn.DepthwiseConv2dNative;
import org.headrace.ops.nn.DepthwiseConv2dNativeBackpropFilter;
import org.headrace.ops.nn.DepthwiseConv2dNativeBackpropInput;
import org.headrace.ops.nn.MaxPool;

/** Convolutions and pooling, a part of {@link NnOps}. */
abstract class ConvolutionOps extends ActivationOps {
    private static final String NHWC = "NHWC";
    private static final String NCHW = "NCHW";
    private static final int[] ONES = {1, 1, 1, 1};

    ConvolutionOps(Ops tf) {
        super(tf);
    }

    /**
     * The convolution of images {@code [batch, rows, columns, in]} with a filter {@code [rows, columns, in, out]}. The window
     * moves by {@code strides}, four of them, the first and last 1; padding is {@code "SAME"} or {@code "VALID"}. float32,
     * float64; both of one dtype.
     *
     * @see Conv2D
     */
    public Output conv2d(Output input, Output filter, int[] strides, String padding) {
        return conv2d(input, filter, strides, padding, NHWC, ONES);
    }

    /** The same with a data format and the distances of the window's places, both for each axis of the data format. */
    public Output conv2d(
            Output input, Output filter, int[] strides, String padding, String dataFormat, int[] dilations) {
        return tf.add(new Conv2D(list(strides), true, padding, List.of(), dataFormat, list(dilations)), input, filter);
    }

    /** The same with explicit padding: for each axis of the data format the positions before and after it. */
    public Output conv2d(
            Output input, Output filter, int[] strides, int[][] padding, String dataFormat, int[] dilations) {
        List<Integer> explicit = new ArrayList<>();
        for (int[] pair : padding) {
            explicit.addAll(list(pair));
        }
        return tf.add(
                new Conv2D(list(strides), true, "EXPLICIT", explicit, dataFormat, list(dilations)), input, filter);
    }

    /**
     * The gradient of {@link #conv2d} as to its input, whose shape {@code inputSizes} is, int32 {@code [4]}.
     *
     * @see Conv2DBackpropInput
     */
    public Output conv2dBackpropInput(
            Output inputSizes, Output filter, Output outBackprop, int[] strides, String padding) {
        return tf.add(
                new Conv2DBackpropInput(list(strides), true, padding, List.of(), NHWC, list(ONES)),
                inputSizes,
                filter,
                outBackprop);
    }

    /**
     * The gradient of {@link #conv2d} as to its filter, whose shape {@code filterSizes} is, int32 {@code [4]}.
     *
     * @see Conv2DBackpropFilter
     */
    public Output conv2dBackpropFilter(
            Output input, Output filterSizes, Output outBackprop, int[] strides, String padding) {
        return tf.add(
                new Conv2DBackpropFilter(list(strides), true, padding, List.of(), NHWC, list(ONES)),
                input,
                filterSizes,
                outBackprop);
    }

    /**
     * The transpose of {@link #conv2d}: images {@code [batch, rows, columns, in]} spread by a filter
     * {@code [rows, columns, out, in]} to images of {@code outputShape}, int32 {@code [4]}.
     *
     * @see Conv2DBackpropInput
     */
    public Output conv2dTranspose(Output value, Output filter, Output outputShape, int[] strides, String padding) {
        return conv2dTranspose(tf.scoped("conv2d_transpose"), value, filter, outputShape, strides, padding, NHWC);
    }

    /** The same with a known shape. */
    public Output conv2dTranspose(Output value, Output filter, Shape outputShape, int[] strides, String padding) {
        return conv2dTranspose(value, filter, outputShape, strides, padding, NHWC);
    }

    /** The same with a known shape and a data format. */
    public Output conv2dTranspose(
            Output value, Output filter, Shape outputShape, int[] strides, String padding, String dataFormat) {
        Ops s = tf.scoped("conv2d_transpose");
        Output shape = s.constant(Constants.dims(outputShape), "output_shape");
        return conv2dTranspose(s, value, filter, shape, strides, padding, dataFormat);
    }

    private static Output conv2dTranspose(
            Ops s, Output value, Output filter, Output shape, int[] strides, String padding, String dataFormat) {
        if (!dataFormat.equals(NHWC) && !dataFormat.equals(NCHW)) {
            throw new InvalidArgumentException("data_format has to be either NCHW or NHWC: it is " + dataFormat);
        }
        return s.finish(
                new Conv2DBackpropInput(list(strides), true, padding, List.of(), dataFormat, list(ONES)),
                shape,
                filter,
                value);
    }

    /**
     * The convolution of each channel of images {@code [batch, rows, columns, in]} with filters of its own,
     * {@code [rows, columns, in, multiplier]}, to {@code in * multiplier} channels. float32, float64.
     *
     * @see DepthwiseConv2dNative
     */
    public Output depthwiseConv2d(Output input, Output filter, int[] strides, String padding) {
        return tf.scoped("depthwise")
                .finish(new DepthwiseConv2dNative(list(strides), padding, NHWC, list(ONES)), input, filter);
    }

    /** The same under the name of TensorFlow's op. */
    public Output depthwiseConv2dNative(Output input, Output filter, int[] strides, String padding) {
        return depthwiseConv2dNative(input, filter, strides, padding, NHWC, ONES);
    }

    /** The same with a data format and the distances of the window's places, both for each axis of the data format. */
    public Output depthwiseConv2dNative(
            Output input, Output filter, int[] strides, String padding, String dataFormat, int[] dilations) {
        return tf.add(new DepthwiseConv2dNative(list(strides), padding, dataFormat, list(dilations)), input, filter);
    }

    /**
     * The gradient of {@link #depthwiseConv2dNative} as to its input, whose shape {@code inputSizes} is, int32 {@code [4]}.
     *
     * @see DepthwiseConv2dNativeBackpropInput
     */
    public Output depthwiseConv2dNativeBackpropInput(
            Output inputSizes, Output filter, Output outBackprop, int[] strides, String padding) {
        return tf.add(
                new DepthwiseConv2dNativeBackpropInput(list(strides), padding, NHWC, list(ONES)),
                inputSizes,
                filter,
                outBackprop);
    }

    /**
     * The gradient of {@link #depthwiseConv2dNative} as to its filter, whose shape {@code filterSizes} is, int32 {@code [4]}.
     *
     * @see DepthwiseConv2dNativeBackpropFilter
     */
    public Output depthwiseConv2dNativeBackpropFilter(
            Output input, Output filterSizes, Output outBackprop, int[] strides, String padding) {
        return tf.add(
                new DepthwiseConv2dNativeBackpropFilter(list(strides), padding, NHWC, list(ONES)),
                input,
                filterSizes,
                outBackprop);
    }

    /**
     * The greatest of each window of images {@code [batch, rows, columns, channels]}. The window has {@code ksize}, four
     * sizes, and moves by {@code strides}, four of them, the first and last 1; padding is {@code "SAME"} or {@code "VALID"} and
     * never the greatest. float32, float64.
     *
     * @see MaxPool
     */
    public Output maxPool(Output value, int[] ksize, int[] strides, String padding) {
        return maxPool(value, ksize, strides, padding, NHWC);
    }

    /** The same with a data format, which gives the axes' order. */
    public Output maxPool(Output value, int[] ksize, int[] strides, String padding, String dataFormat) {
        return tf.scoped("MaxPool").finish(new MaxPool(list(ksize), list(strides), padding, dataFormat), value);
    }

    /**
     * The mean of each window of images {@code [batch, rows, columns, channels]}, without the padding; the arguments are
     * {@link #maxPool}'s. float32, float64.
     *
     * @see AvgPool
     */
    public Output avgPool(Output value, int[] ksize, int[] strides, String padding) {
        return avgPool(value, ksize, strides, padding, NHWC);
    }

    /** The same with a data format, which gives the axes' order. */
    public Output avgPool(Output value, int[] ksize, int[] strides, String padding, String dataFormat) {
        return tf.scoped("AvgPool").finish(new AvgPool(list(ksize), list(strides), padding, dataFormat), value);
    }

    private static List<Integer> list(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
