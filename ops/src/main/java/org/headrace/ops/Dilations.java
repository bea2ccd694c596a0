package org.headrace.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.BatchToSpaceND;
import org.headrace.ops.array.Pack;
import org.headrace.ops.array.SpaceToBatchND;
import org.headrace.ops.nn.Conv2DBackpropInput;
import org.jspecify.annotations.Nullable;

/**
 * Windows whose places are some way apart, as TensorFlow 1 does them: elements that are so far apart are moved together, to
 * batches of their own, an ordinary window slides over those, and its results are moved back. TensorFlow's
 * {@code tf.nn.with_space_to_batch}.
 *
 * @param s where the ops go
 * @param rates how far apart, for each spatial axis
 * @param padding {@code "SAME"} or {@code "VALID"}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Dilations(Ops s, int[] rates, String padding) {
    private static final String VALID = "VALID";

    /** What an ordinary window does. */
    @FunctionalInterface
    interface Sliding {
        Output over(Output x, String padding);
    }

    /** The filter's spatial sizes, as far as its shape tells. */
    static long[] sizes(Output filter, int spatial) {
        Shape shape = filter.shape();
        return shape.hasRank() && shape.rank() >= spatial
                ? shape.slice(0, spatial).dims()
                : Shape.unknownDims(spatial).dims();
    }

    /** Steps and distances of places cannot both be above 1. */
    static void requireOneOf(int[] strides, int[] rates) {
        boolean steps = Arrays.stream(strides).anyMatch(stride -> stride > 1);
        boolean dilated = Arrays.stream(rates).anyMatch(rate -> rate > 1);
        if (Arrays.stream(strides).anyMatch(stride -> stride < 1)) {
            throw new InvalidArgumentException("all values of strides must be positive: " + Arrays.toString(strides));
        }
        if (Arrays.stream(rates).anyMatch(rate -> rate < 1)) {
            throw new InvalidArgumentException(
                    "all values of dilation_rate must be positive: " + Arrays.toString(rates));
        }
        if (steps && dilated) {
            throw new InvalidArgumentException(
                    "strides > 1 not supported in conjunction with dilation_rate > 1: they are "
                            + Arrays.toString(strides) + " and " + Arrays.toString(rates));
        }
    }

    /** Slides a window of these sizes over {@code input}. */
    Output over(Output input, long[] window, Sliding sliding) {
        Output rate = s.constant(rates, "dilation_rate");
        if (Arrays.stream(rates).anyMatch(r -> r < 1)) {
            throw new InvalidArgumentException("dilation_rate must be positive: " + Arrays.toString(rates));
        }
        if (Arrays.stream(rates).allMatch(r -> r == 1)) {
            return sliding.over(input, padding);
        }
        int[][] base = basePaddings(window);
        Shape shape = input.shape();
        if (shape.hasRank() && shape.rank() != rates.length + 2) {
            throw new InvalidArgumentException("input must have rank " + (rates.length + 2) + ", but it is " + input);
        }
        boolean known = shape.hasRank() && shape.slice(1, 1 + rates.length).isComplete();
        return known
                ? overKnown(input, shape.slice(1, 1 + rates.length).dims(), base, sliding)
                : overUnknown(input, rate, base, sliding);
    }

    /** What goes before and after each axis so that the window, of these sizes, is padded as it should be. */
    private int[][] basePaddings(long[] window) {
        int[][] paddings = new int[rates.length][2];
        for (int i = 0; padding.equals("SAME") && i < rates.length; i++) {
            if (window[i] == Shape.UNKNOWN) {
                throw new InvalidArgumentException(
                        "the shape of the filter must be known for padding SAME with rates above 1: give it one by "
                                + "tf.ensureShape");
            }
            int extra = (int) (window[i] - 1) * rates[i];
            paddings[i] = new int[] {extra / 2, extra - extra / 2};
        }
        return paddings;
    }

    /** Where the sizes of the spatial axes are known, so are the paddings. */
    private Output overKnown(Output input, long[] sizes, int[][] base, Sliding sliding) {
        int[][] paddings = new int[rates.length][];
        int[][] crops = new int[rates.length][];
        for (int i = 0; i < rates.length; i++) {
            int extra = Math.floorMod(-(int) (sizes[i] + base[i][0] + base[i][1]), rates[i]);
            paddings[i] = new int[] {base[i][0], base[i][1] + extra};
            crops[i] = new int[] {0, extra};
        }
        Ops r = s.scope("required_space_to_batch_paddings");
        r.constant(Tensor.of(DType.INT32, sizes), "input_shape"); // TensorFlow makes these four, and uses none
        r.constant((Object) base, "base_paddings");
        r.constant((Object) paddings, "paddings");
        r.constant((Object) crops, "crops");
        Output together = s.spaceToBatchND(input, rates, paddings);
        return s.batchToSpaceND(sliding.over(together, VALID), rates, crops);
    }

    /** Where not, they are computed. */
    private Output overUnknown(Output input, Output rate, int[][] base, Sliding sliding) {
        Output whole = s.shape(input);
        List<Output> sizes = new ArrayList<>();
        for (int i = 0; i < rates.length; i++) {
            sizes.add(s.stridedSlice(whole, Slice.at(i + 1)));
        }
        Output size = s.stack(sizes);
        Ops r = s.scope("required_space_to_batch_paddings");
        Output basePaddings = r.constant((Object) base, "base_paddings");
        Output start = r.stridedSlice(basePaddings, Slice.all(), Slice.at(0));
        Output end = r.stridedSlice(basePaddings, Slice.all(), Slice.at(1));
        Output full = r.withName("add").add(r.withName("add").add(size, start), end);
        Output extra = r.withName("mod")
                .mod(r.withName("sub").sub(rate, r.withName("mod").mod(full, rate)), rate);
        Output padEnd = r.withName("add").add(end, extra);
        Output paddings = pairs(r, "paddings", start, padEnd);
        Output crops = pairs(r, "crops", null, extra);
        Output padded = s.concat(List.of(s.stridedSlice(paddings, Slice.range(0, rates.length))), 0);
        Output cropped = s.concat(List.of(s.stridedSlice(crops, Slice.range(0, rates.length))), 0);
        Ops there = s.scoped("SpaceToBatchND");
        Output together =
                there.finish(new SpaceToBatchND(), input, there.constant(Tensor.of(rates), "block_shape"), padded);
        Output result = sliding.over(together, VALID);
        Ops back = s.scoped("BatchToSpaceND");
        return back.finish(new BatchToSpaceND(), result, back.constant(Tensor.of(rates), "block_shape"), cropped);
    }

    /** A matrix of two columns; without a first, that is zeros. */
    private Output pairs(Ops r, String name, @Nullable Output first, Output second) {
        Ops all = r.scoped(name);
        List<Output> rows = new ArrayList<>();
        for (int i = 0; i < rates.length; i++) {
            Object left = first == null ? 0 : r.stridedSlice(first, Slice.at(i));
            rows.add(Constants.pack(all.scoped(Integer.toString(i)), left, r.stridedSlice(second, Slice.at(i))));
        }
        return all.finish(new Pack(0), rows.toArray(new Output[0]));
    }

    /** The transpose of a convolution with square rates, of images, to a known shape: {@code tf.nn.atrous_conv2d_transpose}. */
    static Output transposed(Ops s, Output value, Output filters, Shape outputShape, int rate, String padding) {
        long[] window = sizes(filters, 2);
        int[][] base = new Dilations(s, new int[] {rate, rate}, padding).basePaddings(window);
        int[][] paddings = new int[2][];
        int[][] crops = new int[2][];
        long[] inner = {(long) rate * rate * outputShape.dim(0), 0, 0, outputShape.dim(3)};
        for (int i = 0; i < 2; i++) {
            int full = (int) outputShape.dim(i + 1) + base[i][0] + base[i][1];
            int extra = Math.floorMod(-full, rate);
            paddings[i] = new int[] {0, extra};
            crops[i] = new int[] {base[i][0], base[i][1] + extra};
            inner[i + 1] = (long) (full + extra) / rate;
        }
        Output together = s.spaceToBatch(value, paddings, rate);
        List<Integer> ones = List.of(1, 1, 1, 1);
        Ops c = s.scoped("Conv2DBackpropInput");
        Output spread = c.finish(
                new Conv2DBackpropInput(ones, true, VALID, List.of(), "NHWC", ones),
                c.constant(Tensor.of(DType.INT32, inner), "input_sizes"),
                filters,
                together);
        return s.batchToSpace(spread, crops, rate);
    }
}
