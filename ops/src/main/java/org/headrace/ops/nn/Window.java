package org.headrace.ops.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.OpContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.kernels.ConvolutionShape;
import org.headrace.ops.kernels.PoolShape;
import org.headrace.ops.kernels.VolumeShape;
import org.headrace.ops.kernels.WindowAxis;

/**
 * The attributes that say how a window slides over images or, by a data format of five letters, volumes, TensorFlow's rules
 * for them, and the sizes that follow. Per-axis attributes are in the data format's order.
 *
 * @param padding {@code "SAME"}: as many outputs as inputs, divided by the stride and rounded up; {@code "VALID"}: no
 *     padding; {@code "EXPLICIT"}: the pairs of {@code explicitPaddings}, before and after each axis
 */
record Window(
        List<Integer> strides,
        List<Integer> dilations,
        String padding,
        List<Integer> explicitPaddings,
        String dataFormat) {
    static final String SAME = "SAME";
    static final String VALID = "VALID";
    static final String EXPLICIT = "EXPLICIT";
    /** An op's attributes, whose {@code T} is not the first input's dtype. */
    static Map<String, Object> attributes(Map<String, Object> attributes, DType dtype) {
        Map<String, Object> changed = new LinkedHashMap<>(attributes);
        changed.put("T", dtype);
        return changed;
    }

    /** A window without dilation and explicit padding. */
    static Window of(List<Integer> strides, String padding, String dataFormat) {
        return new Window(strides, Collections.nCopies(dataFormat.length(), 1), padding, List.of(), dataFormat);
    }

    /** Axes of an image: four, of a volume: five. */
    int rank() {
        return dataFormat.length();
    }

    /** Axes that the window slides along. */
    int spatial() {
        return rank() - 2;
    }

    int channelAxis() {
        return dataFormat.endsWith("C") ? rank() - 1 : 1;
    }

    /** The first of those, which follow each other. */
    int firstAxis() {
        return dataFormat.endsWith("C") ? 1 : 2;
    }

    /** What {@code perAxis}, in the data format's order, says of the axes that the window slides along. */
    long[] alongSpace(List<Integer> perAxis) {
        return perAxis.subList(firstAxis(), firstAxis() + spatial()).stream()
                .mapToLong(value -> value)
                .toArray();
    }

    /** Refuses attributes that no input could go with. */
    void check(InferContext in, int rank) {
        Channels.requireFormat(in, dataFormat, rank);
        requirePerAxis(in, "strides", strides);
        requirePerAxis(in, "dilations", dilations);
        switch (padding) {
            case SAME, VALID -> {
                if (!explicitPaddings.isEmpty()) {
                    throw in.error(
                            "explicit_paddings attribute must be empty if the padding attribute is not EXPLICIT: it is %s",
                            explicitPaddings);
                }
            }
            case EXPLICIT -> checkExplicit(in);
            default ->
                throw in.error("padding is \"%s\", must be \"SAME\", \"VALID\" or \"EXPLICIT\" (upper case)", padding);
        }
    }

    void requirePerAxis(InferContext in, String name, List<Integer> values) {
        if (values.size() != rank()) {
            throw in.error(
                    "%s requires the %s attribute to contain %d values, but got: %d",
                    in.op().type().name(), name, rank(), values.size());
        }
        for (int value : values) {
            if (value < 1) {
                throw in.error("%s must be positive, got %s", name, values);
            }
        }
        if (values.get(0) != 1 || values.get(channelAxis()) != 1) {
            throw in.error(
                    "Current implementation does not yet support %s in the batch and depth dimensions: %s is %s, must be 1 "
                            + "at 0 and %d",
                    name, name, values, channelAxis());
        }
    }

    private void checkExplicit(InferContext in) {
        if (explicitPaddings.size() != 8) {
            throw in.error(
                    "explicit_paddings attribute must contain 8 values, two for each dimension, but got: %d",
                    explicitPaddings.size());
        }
        for (int i = 0; i < 8; i++) {
            boolean spatial = i / 2 >= firstAxis() && i / 2 < firstAxis() + spatial();
            if (explicitPaddings.get(i) < 0) {
                throw in.error("All elements of explicit_paddings must be nonnegative: %s", explicitPaddings);
            }
            if (!spatial && explicitPaddings.get(i) != 0) {
                throw in.error(
                        "Nonzero explicit padding in the batch or depth dimensions is not supported: %s",
                        explicitPaddings);
            }
        }
    }

    /** Output positions along an axis, unknown if a size is. */
    long outputs(OpContext in, int axis, long input, long window) {
        if (input == Shape.UNKNOWN || padding.equals(SAME)) {
            return input == Shape.UNKNOWN ? input : (input + strides.get(axis) - 1) / strides.get(axis);
        }
        if (window == Shape.UNKNOWN) {
            return window;
        }
        long padded = input + before(axis) + after(axis);
        long reach = (window - 1) * dilations.get(axis) + 1;
        if (padded < reach) {
            throw in.error(
                    "Negative dimension size caused by subtracting %d from %d: along axis %d (data format %s) the window "
                            + "reaches over %d positions, but there are %d, padding included. Give a smaller window or "
                            + "padding \"SAME\"",
                    reach, padded, axis, dataFormat, reach, padded);
        }
        return (padded - reach) / strides.get(axis) + 1;
    }

    private int before(int axis) {
        return padding.equals(EXPLICIT) ? explicitPaddings.get(2 * axis) : 0;
    }

    private int after(int axis) {
        return padding.equals(EXPLICIT) ? explicitPaddings.get(2 * axis + 1) : 0;
    }

    /** The output's shape for an input and the window's sizes along the spatial axes, whose output has so many channels. */
    Shape output(OpContext in, Shape input, long[] sizes, long channels) {
        Shape output = Shape.unknownDims(rank()).withDim(0, input.dim(0)).withDim(channelAxis(), channels);
        for (int i = 0; i < spatial(); i++) {
            int axis = firstAxis() + i;
            output = output.withDim(axis, outputs(in, axis, input.dim(axis), sizes[i]));
        }
        return output;
    }

    /** How it slides over complete images; refuses a data format without kernels. */
    ConvolutionShape convolution(Signature signature, Shape input, Shape filter, long out) {
        requireLast(signature);
        return new ConvolutionShape(
                (int) input.dim(0),
                axis(signature, 1, input.dim(1), filter.dim(0)),
                axis(signature, 2, input.dim(2), filter.dim(1)),
                (int) input.dim(3),
                (int) out);
    }

    /** How it slides over complete volumes; refuses a data format without kernels. */
    VolumeShape volume(Signature signature, Shape input, Shape filter) {
        requireLast(signature);
        return new VolumeShape(
                (int) input.dim(0),
                axis(signature, 1, input.dim(1), filter.dim(0)),
                axis(signature, 2, input.dim(2), filter.dim(1)),
                axis(signature, 3, input.dim(3), filter.dim(2)),
                (int) filter.dim(3),
                (int) filter.dim(4));
    }

    /** How it slides over complete images or volumes; refuses a data format without kernels. */
    PoolShape pool(Signature signature, Shape input, List<Integer> ksize) {
        requireLast(signature);
        int rows = rank() - 3;
        return new PoolShape(
                (int) input.dim(0),
                rank() == 4 ? WindowAxis.ONE : axis(signature, 1, input.dim(1), ksize.get(1)),
                axis(signature, rows, input.dim(rows), ksize.get(rows)),
                axis(signature, rows + 1, input.dim(rows + 1), ksize.get(rows + 1)),
                (int) input.dim(-1));
    }

    private void requireLast(Signature signature) {
        if (!dataFormat.endsWith("C")) {
            throw new UnimplementedException(
                    signature.op(),
                    "has no kernel for data_format " + dataFormat
                            + (rank() == 4
                                    ? ": transpose the images to NHWC, by tf.transpose(x, 0, 2, 3, 1), and the result back, "
                                            + "by tf.transpose(y, 0, 3, 1, 2)"
                                    : ": transpose the volumes to NDHWC, by tf.transpose(x, 0, 2, 3, 4, 1), and the result "
                                            + "back, by tf.transpose(y, 0, 4, 1, 2, 3)"));
        }
    }

    private WindowAxis axis(OpContext in, int axis, long input, long window) {
        int stride = strides.get(axis);
        int dilation = dilations.get(axis);
        int outputs = (int) outputs(in, axis, input, window);
        long reach = (window - 1) * dilation + 1;
        long padding = Math.max(0, (outputs - 1L) * stride + reach - input);
        int before = this.padding.equals(SAME) ? (int) (padding / 2) : before(axis);
        return new WindowAxis((int) input, (int) window, outputs, stride, dilation, before);
    }
}
