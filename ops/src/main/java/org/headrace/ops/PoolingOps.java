package org.headrace.ops;

import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.math.Neg;
import org.headrace.ops.nn.AvgPool;
import org.headrace.ops.nn.AvgPool3D;
import org.headrace.ops.nn.Dilation2D;
import org.headrace.ops.nn.MaxPool;
import org.headrace.ops.nn.MaxPool3D;
import org.headrace.ops.nn.MaxPoolV2;
import org.headrace.ops.nn.MaxPoolWithArgmax;

/** Pooling and grayscale morphology, a part of {@link NnOps}. */
abstract class PoolingOps extends ActivationOps {
    static final String NHWC = "NHWC";
    static final String NCHW = "NCHW";
    static final String NDHWC = "NDHWC";

    PoolingOps(Ops tf) {
        super(tf);
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

    /**
     * {@link #maxPool} whose window's sizes and steps are computed: int32 {@code [4]} each.
     *
     * @see MaxPoolV2
     */
    public Output maxPool(Output value, Output ksize, Output strides, String padding) {
        return tf.add(new MaxPoolV2(padding, NHWC), value, ksize, strides);
    }

    /**
     * {@link #maxPool}, with the places of the greatest in their image, flattened; of equal ones the first.
     *
     * @see MaxPoolWithArgmax
     */
    public NnOps.MaxAndPlace maxPoolWithArgmax(Output input, int[] ksize, int[] strides, String padding) {
        return maxPoolWithArgmax(input, ksize, strides, padding, false);
    }

    /** The same; if {@code includeBatchInIndex} with places in the whole input. */
    public NnOps.MaxAndPlace maxPoolWithArgmax(
            Output input, int[] ksize, int[] strides, String padding, boolean includeBatchInIndex) {
        Op op = tf.addOp(
                new MaxPoolWithArgmax(list(ksize), list(strides), DType.INT64, padding, includeBatchInIndex), input);
        return new NnOps.MaxAndPlace(op.output(0), op.output(1));
    }

    /** {@link #maxPool} of signals {@code [batch, width, channels]}: images of one row. */
    public Output maxPool1d(Output input, int ksize, int strides, String padding) {
        Ops s = tf.scoped("MaxPool1d");
        return ofRows(s, input, new MaxPool(List.of(1, 1, ksize, 1), List.of(1, 1, strides, 1), padding, NHWC));
    }

    /** {@link #avgPool} of signals {@code [batch, width, channels]}: images of one row. */
    public Output avgPool1d(Output input, int ksize, int strides, String padding) {
        Ops s = tf.scoped("AvgPool1D");
        return ofRows(s, input, new AvgPool(List.of(1, 1, ksize, 1), List.of(1, 1, strides, 1), padding, NHWC));
    }

    private static Output ofRows(Ops s, Output input, OpType pooling) {
        Output row = s.expandDims(input, 1);
        return s.squeeze(s.finish(pooling, row), 1);
    }

    /**
     * The greatest of each window of volumes {@code [batch, planes, rows, columns, channels]}. The window has {@code ksize},
     * five sizes, and moves by {@code strides}, five of them, the first and last 1; padding is {@code "SAME"} or
     * {@code "VALID"} and never the greatest. float32.
     *
     * @see MaxPool3D
     */
    public Output maxPool3d(Output input, int[] ksize, int[] strides, String padding) {
        return maxPool3d(input, ksize, strides, padding, NDHWC);
    }

    /** The same with a data format, which gives the axes' order. */
    public Output maxPool3d(Output input, int[] ksize, int[] strides, String padding, String dataFormat) {
        return tf.scoped("MaxPool3D").finish(new MaxPool3D(list(ksize), list(strides), padding, dataFormat), input);
    }

    /**
     * The mean of each window of volumes {@code [batch, planes, rows, columns, channels]}, without the padding; the arguments
     * are {@link #maxPool3d}'s. float32, float64.
     *
     * @see AvgPool3D
     */
    public Output avgPool3d(Output input, int[] ksize, int[] strides, String padding) {
        return avgPool3d(input, ksize, strides, padding, NDHWC);
    }

    /** The same with a data format, which gives the axes' order. */
    public Output avgPool3d(Output input, int[] ksize, int[] strides, String padding, String dataFormat) {
        return tf.scoped("AvgPool3D").finish(new AvgPool3D(list(ksize), list(strides), padding, dataFormat), input);
    }

    /**
     * Pooling of signals, images or volumes, as {@code windowShape} has one, two or three sizes: TensorFlow's
     * {@code tf.nn.pool}. The window moves by {@code strides}, and its places are {@code dilationRate} apart, for which it
     * must be {@code "VALID"} and step by 1.
     *
     * @param poolingType {@code "MAX"} or {@code "AVG"}
     * @throws InvalidArgumentException if the window does not fit together
     */
    public Output pool(
            Output input, int[] windowShape, String poolingType, String padding, int[] dilationRate, int[] strides) {
        if (!poolingType.equals("MAX") && !poolingType.equals("AVG")) {
            throw new InvalidArgumentException("pooling_type is \"" + poolingType + "\", must be \"MAX\" or \"AVG\"");
        }
        int spatial = windowShape.length;
        if (spatial < 1 || spatial > 3) {
            throw new InvalidArgumentException(
                    "It is required that 1 <= num_spatial_dims <= 3: window_shape has " + spatial + " sizes");
        }
        if (strides.length != spatial || dilationRate.length != spatial) {
            throw new InvalidArgumentException("strides and dilation_rate must have as many elements as window_shape, "
                    + spatial + ": they have " + strides.length + " and " + dilationRate.length);
        }
        Shape shape = input.shape();
        if (shape.hasRank() && shape.rank() != spatial + 2) {
            throw new InvalidArgumentException(
                    "Shape must be rank " + (spatial + 2) + " but is rank " + shape.rank() + ": input is " + input);
        }
        Dilations.requireOneOf(strides, dilationRate);
        if (padding.equals("SAME") && Arrays.stream(dilationRate).anyMatch(rate -> rate > 1)) {
            throw new InvalidArgumentException("pooling with SAME padding is not implemented for dilation_rate > 1");
        }
        for (int i = 0; i < spatial; i++) {
            if (strides[i] > windowShape[i]) {
                throw new InvalidArgumentException("strides > window_shape not supported: they are "
                        + Arrays.toString(strides) + " and " + Arrays.toString(windowShape));
            }
        }
        boolean max = poolingType.equals("MAX");
        Ops s = tf.scoped(max ? "max_pool" : "avg_pool");
        long[] window = Arrays.stream(windowShape).asLongStream().toArray();
        return new Dilations(s, dilationRate, padding)
                .over(input, window, (x, inside) -> pool(s, x, windowShape, strides, inside, max));
    }

    private static Output pool(Ops s, Output x, int[] window, int[] strides, String padding, boolean max) {
        List<Integer> ksize = list(around(window));
        List<Integer> steps = list(around(strides));
        if (window.length == 3) {
            return s.finish(
                    max ? new MaxPool3D(ksize, steps, padding, NDHWC) : new AvgPool3D(ksize, steps, padding, NDHWC), x);
        }
        if (window.length == 2) {
            return s.finish(
                    max ? new MaxPool(ksize, steps, padding, NHWC) : new AvgPool(ksize, steps, padding, NHWC), x);
        }
        List<Integer> row = List.of(1, 1, window[0], 1);
        List<Integer> step = List.of(1, 1, strides[0], 1);
        return ofRows(s, x, max ? new MaxPool(row, step, padding, NHWC) : new AvgPool(row, step, padding, NHWC));
    }

    /**
     * The grayscale dilation of images {@code [batch, rows, columns, channels]}: for each window the greatest sum of a pixel
     * and the number of the filter, {@code [rows, columns, channels]}, at its place. The window moves by {@code strides}, and
     * its places are {@code rates} apart, four numbers each, the first and last 1. Any real dtype.
     *
     * @see Dilation2D
     */
    public Output dilation2d(Output input, Output filter, int[] strides, int[] rates, String padding) {
        return tf.add(new Dilation2D(list(strides), list(rates), padding), input, filter);
    }

    /**
     * The grayscale erosion: for each window the least difference of a pixel and the kernel's number at its place. The
     * arguments are those of {@link #dilation2d}, by which it is computed: {@code -dilation(-value, reversed kernel)}.
     */
    public Output erosion2d(Output value, Output kernel, int[] strides, int[] rates, String padding) {
        Ops s = tf.scoped("erosion2d");
        Output dilated = s.nn.dilation2d(s.neg(value), s.reverse(kernel, 0, 1), strides, rates, padding);
        return s.finish(new Neg(), dilated);
    }

    /** {@code {1, sizes..., 1}}. */
    static int[] around(int[] sizes) {
        int[] all = new int[sizes.length + 2];
        all[0] = 1;
        System.arraycopy(sizes, 0, all, 1, sizes.length);
        all[sizes.length + 1] = 1;
        return all;
    }

    static List<Integer> list(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
