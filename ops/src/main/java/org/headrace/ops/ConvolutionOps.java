package org.headrace.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.array.ConcatV2;
import org.headrace.ops.nn.Conv2D;
import org.headrace.ops.nn.Conv2DBackpropFilter;
import org.headrace.ops.nn.Conv2DBackpropInput;
import org.headrace.ops.nn.Conv3D;
import org.headrace.ops.nn.Conv3DBackpropFilterV2;
import org.headrace.ops.nn.Conv3DBackpropInputV2;
import org.headrace.ops.nn.DepthwiseConv2dNative;
import org.headrace.ops.nn.DepthwiseConv2dNativeBackpropFilter;
import org.headrace.ops.nn.DepthwiseConv2dNativeBackpropInput;

/** Convolutions, a part of {@link NnOps}. */
abstract class ConvolutionOps extends PoolingOps {
    private static final int[] ONES = {1, 1, 1, 1};
    private static final int[] VOLUME_ONES = {1, 1, 1, 1, 1};

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
        return depthwiseConv2d(input, filter, strides, padding, new int[] {1, 1});
    }

    /**
     * The same with windows whose places are {@code rate[0]} rows and {@code rate[1]} columns apart: as TensorFlow does it,
     * pixels that are so far apart are moved together, to batches of their own, before the convolution, and back after.
     * Rates above 1 need strides of 1.
     */
    public Output depthwiseConv2d(Output input, Output filter, int[] strides, String padding, int[] rate) {
        Ops s = tf.scoped("depthwise");
        s.shape(filter);
        return depthwise(s, s, input, filter, strides, padding, rate);
    }

    /** The convolution, named after {@code named}. */
    private static Output depthwise(
            Ops s, Ops named, Output input, Output filter, int[] strides, String padding, int[] rate) {
        return new Dilations(s, rate, padding)
                .over(
                        input,
                        Dilations.sizes(filter, 2),
                        (x, inside) -> named.finish(
                                new DepthwiseConv2dNative(list(strides), inside, NHWC, list(ONES)), x, filter));
    }

    /**
     * A {@link #depthwiseConv2d} and then, over its channels, a {@link #conv2d} of single pixels with a filter
     * {@code [1, 1, in * multiplier, out]}: TensorFlow's {@code tf.nn.separable_conv2d}.
     */
    public Output separableConv2d(
            Output input, Output depthwiseFilter, Output pointwiseFilter, int[] strides, String padding) {
        return separableConv2d(input, depthwiseFilter, pointwiseFilter, strides, padding, new int[] {1, 1});
    }

    /** The same with windows whose places are {@code rate} apart. */
    public Output separableConv2d(
            Output input, Output depthwiseFilter, Output pointwiseFilter, int[] strides, String padding, int[] rate) {
        Ops s = tf.scoped("separable_conv2d");
        s.shape(depthwiseFilter);
        Output depthwise = depthwise(s, s.scoped("depthwise"), input, depthwiseFilter, strides, padding, rate);
        return s.finish(new Conv2D(list(ONES), true, "VALID", List.of(), NHWC, list(ONES)), depthwise, pointwiseFilter);
    }

    /**
     * The convolution of images with windows whose places are {@code rate} pixels apart: TensorFlow's
     * {@code tf.nn.atrous_conv2d}, a {@link #convolution}.
     */
    public Output atrousConv2d(Output value, Output filters, int rate, String padding) {
        return convolution(value, filters, padding, new int[] {1, 1}, new int[] {rate, rate});
    }

    /**
     * The transpose of {@link #atrousConv2d}: images {@code [batch, rows, columns, in]} spread by a filter
     * {@code [rows, columns, out, in]} to images of this shape, {@code [batch, rows, columns, out]}.
     */
    public Output atrousConv2dTranspose(Output value, Output filters, Shape outputShape, int rate, String padding) {
        Ops s = tf.scoped("atrous_conv2d_transpose");
        if (rate < 1) {
            throw new InvalidArgumentException("rate " + rate + " cannot be less than one");
        }
        Output shape = s.constant(Constants.dims(outputShape), "output_shape");
        if (rate == 1) {
            return s.finish(
                    new Conv2DBackpropInput(list(ONES), true, padding, List.of(), NHWC, list(ONES)),
                    shape,
                    filters,
                    value);
        }
        return Dilations.transposed(s, value, filters, outputShape, rate, padding);
    }

    /**
     * The convolution of signals, images or volumes, as the filter's rank says, {@code [..., in, out]}, whose places are
     * {@code dilationRate} apart: by the op of one, two or three dimensions. Rates above 1 need strides of 1; for them, as
     * TensorFlow does it, elements that are so far apart are moved together, to batches of their own, and back after.
     */
    public Output convolution(Output input, Output filter, String padding, int[] strides, int[] dilationRate) {
        int spatial = filter.shape().hasRank() ? filter.shape().rank() - 2 : 0;
        if (spatial < 1 || spatial > 3) {
            throw new InvalidArgumentException(
                    "the filter of a convolution must have rank 3, 4 or 5, for signals, images or volumes: it is "
                            + filter);
        }
        if (strides.length != spatial || dilationRate.length != spatial) {
            throw new InvalidArgumentException("strides and dilation_rate must have " + spatial
                    + " elements each, for a filter of rank " + (spatial + 2) + ": they have " + strides.length
                    + " and "
                    + dilationRate.length);
        }
        Dilations.requireOneOf(strides, dilationRate);
        Ops s = tf.scoped("convolution");
        return new Dilations(s, dilationRate, padding)
                .over(input, Dilations.sizes(filter, spatial), (x, inside) -> switch (spatial) {
                    case 1 -> conv1d(s, x, filter, strides[0], inside, 1);
                    case 2 ->
                        s.finish(
                                new Conv2D(list(around(strides)), true, inside, List.of(), NHWC, list(ONES)),
                                x,
                                filter);
                    default -> s.finish(new Conv3D(list(around(strides)), inside, NDHWC, list(VOLUME_ONES)), x, filter);
                });
    }

    /** The same side by side: strides and rates of 1. */
    public Output convolution(Output input, Output filter, String padding) {
        int[] ones =
                new int[filter.shape().hasRank() ? Math.max(0, filter.shape().rank() - 2) : 0];
        Arrays.fill(ones, 1);
        return convolution(input, filter, padding, ones, ones);
    }

    /**
     * The convolution of signals {@code [batch, width, in]} with a filter {@code [width, in, out]}: {@link #conv2d} of images of
     * one row. float32, float64.
     *
     * @see Conv2D
     */
    public Output conv1d(Output value, Output filters, int stride, String padding) {
        return conv1d(value, filters, stride, padding, 1);
    }

    /** The same with the distance of the window's places. */
    public Output conv1d(Output value, Output filters, int stride, String padding, int dilations) {
        return conv1d(tf.scoped("conv1d"), value, filters, stride, padding, dilations);
    }

    private static Output conv1d(Ops s, Output value, Output filters, int stride, String padding, int dilation) {
        Output rows = s.expandDims(value, 1);
        Output filter = s.expandDims(filters, 0);
        Output result = s.finish(
                new Conv2D(List.of(1, 1, stride, 1), true, padding, List.of(), NHWC, List.of(1, 1, dilation, 1)),
                rows,
                filter);
        return s.squeeze(result, 1);
    }

    /**
     * The transpose of {@link #conv1d}: signals {@code [batch, width, in]} spread by a filter {@code [width, out, in]} to
     * signals of this shape.
     *
     * @see Conv2DBackpropInput
     */
    public Output conv1dTranspose(Output input, Output filters, Shape outputShape, int strides, String padding) {
        Ops s = tf.scoped("conv1d_transpose");
        Output rows = s.expandDims(input, 1);
        Output filter = s.expandDims(filters, 0);
        Ops c = s.scoped("concat");
        Output batch = c.constant(Constants.dims(outputShape.slice(0, 1)), "values_0");
        Output one = c.constant(new int[] {1}, "values_1");
        Output rest = c.constant(Constants.dims(outputShape.slice(1, outputShape.rank())), "values_2");
        Output shape = c.finish(new ConcatV2(), batch, one, rest, c.constant(0, "axis"));
        Output result = s.finish(
                new Conv2DBackpropInput(List.of(1, 1, strides, 1), true, padding, List.of(), NHWC, list(ONES)),
                shape,
                filter,
                rows);
        return s.squeeze(result, 1);
    }

    /**
     * The convolution of volumes {@code [batch, planes, rows, columns, in]} with a filter
     * {@code [planes, rows, columns, in, out]}. The window moves by {@code strides}, five of them, the first and last 1;
     * padding is {@code "SAME"} or {@code "VALID"}. float32, float64.
     *
     * @see Conv3D
     */
    public Output conv3d(Output input, Output filter, int[] strides, String padding) {
        return conv3d(input, filter, strides, padding, NDHWC, VOLUME_ONES);
    }

    /** The same with a data format and the distances of the window's places, both for each axis of the data format. */
    public Output conv3d(
            Output input, Output filter, int[] strides, String padding, String dataFormat, int[] dilations) {
        return tf.add(new Conv3D(list(strides), padding, dataFormat, list(dilations)), input, filter);
    }

    /**
     * The gradient of {@link #conv3d} as to its input, whose shape {@code inputSizes} is, {@code [5]}.
     *
     * @see Conv3DBackpropInputV2
     */
    public Output conv3dBackpropInput(
            Output inputSizes, Output filter, Output outBackprop, int[] strides, String padding) {
        return tf.add(
                new Conv3DBackpropInputV2(list(strides), padding, NDHWC, list(VOLUME_ONES)),
                inputSizes,
                filter,
                outBackprop);
    }

    /**
     * The gradient of {@link #conv3d} as to its filter, whose shape {@code filterSizes} is, int32 {@code [5]}.
     *
     * @see Conv3DBackpropFilterV2
     */
    public Output conv3dBackpropFilter(
            Output input, Output filterSizes, Output outBackprop, int[] strides, String padding) {
        return tf.add(
                new Conv3DBackpropFilterV2(list(strides), padding, NDHWC, list(VOLUME_ONES)),
                input,
                filterSizes,
                outBackprop);
    }

    /**
     * The transpose of {@link #conv3d}: volumes {@code [batch, planes, rows, columns, in]} spread by a filter
     * {@code [planes, rows, columns, out, in]} to volumes of {@code outputShape}, {@code [5]}.
     *
     * @see Conv3DBackpropInputV2
     */
    public Output conv3dTranspose(Output value, Output filter, Output outputShape, int[] strides, String padding) {
        return conv3dTranspose(tf.scoped("conv3d_transpose"), value, filter, outputShape, strides, padding);
    }

    /** The same with a known shape. */
    public Output conv3dTranspose(Output value, Output filter, Shape outputShape, int[] strides, String padding) {
        Ops s = tf.scoped("conv3d_transpose");
        Output shape = s.constant(Constants.dims(outputShape), "output_shape");
        return conv3dTranspose(s, value, filter, shape, strides, padding);
    }

    private static Output conv3dTranspose(
            Ops s, Output value, Output filter, Output shape, int[] strides, String padding) {
        return s.finish(
                new Conv3DBackpropInputV2(list(strides), padding, NDHWC, list(VOLUME_ONES)), shape, filter, value);
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
}
