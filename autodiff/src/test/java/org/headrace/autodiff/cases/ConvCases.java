package org.headrace.autodiff.cases;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.nn.Conv2DBackpropFilter;
import org.headrace.ops.nn.Conv2DBackpropInput;
import org.headrace.ops.nn.MaxPoolGrad;
import org.headrace.ops.nn.MaxPoolGradGrad;

/** Rows of convolutions and pooling: what TensorFlow's CPU kernels take, NHWC. */
final class ConvCases {
    private static final int[] ONES = {1, 1, 1, 1};
    private static final int[] TWOS = {1, 2, 2, 1};
    private static final int[] UNEVEN = {1, 2, 3, 1};

    /** What a window adds up, at most. */
    private static final double TERMS = 64;

    private final List<OpCase> rows = new ArrayList<>();

    private ConvCases() {}

    static List<OpCase> rows() {
        ConvCases cases = new ConvCases();
        cases.convolutions();
        cases.gradients();
        cases.explicitGradients();
        cases.depthwise();
        cases.maxima();
        cases.averages();
        return cases.rows;
    }

    /** Numbers in steps of 1/8 without a pattern, none twice within {@code modulus}. */
    private static Object values(int multiplier, int modulus, long... dims) {
        Shape shape = Shape.of(dims);
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * multiplier % modulus - modulus / 2) / 8f;
        }
        return Tensor.of(values).reshape(shape);
    }

    static Object image(long... dims) {
        return values(37, 101, dims);
    }

    static Object filter(long... dims) {
        return values(29, 53, dims);
    }

    private void convolution(String name, OpCase.One build, Object input, Object filter) {
        rows.add(OpCase.of("Conv2D" + name, build, input, filter).sums(TERMS));
    }

    private void convolutions() {
        convolution(
                "",
                (tf, in) -> tf.nn.conv2d(in.get(0), in.get(1), ONES, "SAME"),
                image(2, 4, 5, 2),
                filter(3, 3, 2, 3));
        convolution(
                "/valid",
                (tf, in) -> tf.nn.conv2d(in.get(0), in.get(1), ONES, "VALID"),
                image(2, 4, 5, 2),
                filter(2, 3, 2, 2));
        convolution(
                "/even window",
                (tf, in) -> tf.nn.conv2d(in.get(0), in.get(1), ONES, "SAME"),
                image(1, 3, 4, 1),
                filter(2, 4, 1, 3));
        convolution(
                "/strides",
                (tf, in) -> tf.nn.conv2d(in.get(0), in.get(1), UNEVEN, "SAME"),
                image(2, 5, 7, 2),
                filter(3, 3, 2, 2));
        convolution(
                "/strides, valid",
                (tf, in) -> tf.nn.conv2d(in.get(0), in.get(1), TWOS, "VALID"),
                image(1, 6, 7, 3),
                filter(3, 2, 3, 2));
        convolution(
                "/stride beyond the window",
                (tf, in) -> tf.nn.conv2d(in.get(0), in.get(1), new int[] {1, 3, 3, 1}, "VALID"),
                image(1, 7, 8, 1),
                filter(2, 2, 1, 2));
        convolution(
                "/explicit",
                (tf, in) -> tf.nn.conv2d(
                        in.get(0), in.get(1), TWOS, new int[][] {{0, 0}, {1, 2}, {0, 1}, {0, 0}}, "NHWC", ONES),
                image(1, 4, 5, 2),
                filter(3, 3, 2, 2));
        convolution(
                "/pixel by pixel",
                (tf, in) -> tf.nn.conv2d(in.get(0), in.get(1), ONES, "SAME"),
                image(2, 3, 3, 4),
                filter(1, 1, 4, 5));
        convolution(
                "/window over all",
                (tf, in) -> tf.nn.conv2d(in.get(0), in.get(1), ONES, "VALID"),
                image(2, 3, 4, 2),
                filter(3, 4, 2, 3));
        rows.add(OpCase.of(
                        "Conv2D/dilated",
                        (tf, in) -> tf.nn.conv2d(in.get(0), in.get(1), ONES, "VALID", "NHWC", new int[] {1, 2, 3, 1}),
                        image(1, 7, 9, 2),
                        filter(3, 2, 2, 2))
                .sums(TERMS)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "Conv2D/wide",
                        (tf, in) -> tf.nn.conv2d(in.get(0), in.get(1), ONES, "SAME"),
                        image(3, 5, 17, 5),
                        filter(3, 3, 5, 67))
                .sums(4 * TERMS)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "Conv2D/no images",
                        (tf, in) -> tf.nn.conv2d(in.get(0), in.get(1), ONES, "SAME"),
                        image(0, 4, 4, 2),
                        filter(3, 3, 2, 2))
                .notDifferentiable());
    }

    private void gradients() {
        rows.add(OpCase.of(
                        "Conv2DBackpropInput",
                        (tf, in) -> tf.nn.conv2dBackpropInput(
                                tf.constant(new int[] {2, 5, 6, 3}), in.get(0), in.get(1), TWOS, "SAME"),
                        filter(3, 3, 3, 2),
                        image(2, 3, 3, 2))
                .sums(TERMS));
        rows.add(OpCase.of(
                        "Conv2DBackpropFilter",
                        (tf, in) -> tf.nn.conv2dBackpropFilter(
                                in.get(0), tf.constant(new int[] {3, 3, 3, 2}), in.get(1), UNEVEN, "VALID"),
                        image(2, 5, 6, 3),
                        filter(2, 2, 2, 2))
                .sums(TERMS));
        rows.add(OpCase.of(
                        "Conv2DBackpropFilter/wide",
                        (tf, in) -> tf.nn.conv2dBackpropFilter(
                                in.get(0), tf.constant(new int[] {3, 3, 5, 67}), in.get(1), ONES, "SAME"),
                        image(3, 4, 5, 5),
                        filter(3, 4, 5, 67))
                .sums(4 * TERMS)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "Conv2DBackpropInput/wide",
                        (tf, in) -> tf.nn.conv2dBackpropInput(
                                tf.constant(new int[] {2, 5, 17, 67}), in.get(0), in.get(1), ONES, "SAME"),
                        filter(3, 3, 67, 5),
                        image(2, 5, 17, 5))
                .sums(4 * TERMS)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "conv2dTranspose",
                        (tf, in) -> tf.nn.conv2dTranspose(in.get(0), in.get(1), Shape.of(1, 5, 5, 2), TWOS, "VALID"),
                        image(1, 2, 2, 3),
                        filter(3, 3, 2, 3))
                .sums(TERMS));
    }

    /** The way back through explicit padding. */
    private void explicitGradients() {
        List<Integer> explicit = List.of(0, 0, 1, 2, 0, 1, 0, 0);
        rows.add(OpCase.many(
                        "Conv2DBackprop/explicit",
                        (tf, in) -> List.of(
                                tf.add(
                                        new Conv2DBackpropInput(
                                                list(TWOS), true, "EXPLICIT", explicit, "NHWC", list(ONES)),
                                        tf.constant(new int[] {1, 4, 5, 2}),
                                        in.get(1),
                                        in.get(2)),
                                tf.add(
                                        new Conv2DBackpropFilter(
                                                list(TWOS), true, "EXPLICIT", explicit, "NHWC", list(ONES)),
                                        in.get(0),
                                        tf.constant(new int[] {3, 3, 2, 2}),
                                        in.get(2))),
                        image(1, 4, 5, 2),
                        filter(3, 3, 2, 2),
                        image(1, 3, 2, 2))
                .sums(64 * TERMS));
    }

    private void depthwise() {
        rows.add(OpCase.of(
                        "DepthwiseConv2dNative",
                        (tf, in) -> tf.nn.depthwiseConv2dNative(in.get(0), in.get(1), ONES, "SAME"),
                        image(2, 4, 5, 3),
                        filter(3, 3, 3, 2))
                .sums(TERMS));
        rows.add(OpCase.of(
                        "DepthwiseConv2dNative/one filter each",
                        (tf, in) -> tf.nn.depthwiseConv2d(in.get(0), in.get(1), TWOS, "VALID"),
                        image(1, 6, 7, 4),
                        filter(2, 3, 4, 1))
                .sums(TERMS));
        rows.add(OpCase.of(
                        "DepthwiseConv2dNativeBackpropInput",
                        (tf, in) -> tf.nn.depthwiseConv2dNativeBackpropInput(
                                tf.constant(new int[] {1, 5, 6, 3}), in.get(0), in.get(1), TWOS, "SAME"),
                        filter(3, 3, 3, 2),
                        image(1, 3, 3, 6))
                .sums(TERMS));
        rows.add(OpCase.of(
                        "DepthwiseConv2dNativeBackpropFilter",
                        (tf, in) -> tf.nn.depthwiseConv2dNativeBackpropFilter(
                                in.get(0), tf.constant(new int[] {3, 3, 3, 2}), in.get(1), TWOS, "SAME"),
                        image(1, 5, 6, 3),
                        filter(1, 3, 3, 6))
                .sums(TERMS));
    }

    private void maxima() {
        rows.add(OpCase.of("MaxPool", (tf, in) -> tf.nn.maxPool(in.get(0), TWOS, TWOS, "SAME"), image(2, 4, 5, 3))
                .exact());
        rows.add(OpCase.of(
                        "MaxPool/overlapping",
                        (tf, in) -> tf.nn.maxPool(in.get(0), new int[] {1, 3, 2, 1}, ONES, "VALID"),
                        image(1, 5, 6, 2))
                .exact());
        rows.add(OpCase.of(
                        "MaxPool/strides",
                        (tf, in) -> tf.nn.maxPool(in.get(0), new int[] {1, 3, 3, 1}, TWOS, "SAME"),
                        image(1, 5, 6, 17))
                .exact());
        float nan = Float.NaN;
        float[][][][] odd = {
            {
                {{nan, nan, -1, -Float.POSITIVE_INFINITY}, {1, nan, 2, -Float.POSITIVE_INFINITY}},
                {{2, nan, nan, -Float.POSITIVE_INFINITY}, {3, nan, 1, -Float.POSITIVE_INFINITY}}
            }
        };
        rows.add(OpCase.of("MaxPool/NaN", (tf, in) -> tf.nn.maxPool(in.get(0), TWOS, TWOS, "VALID"), (Object) odd)
                .exact()
                .notDifferentiable());
        float[][][][] ties = {{{{1, 2}, {3, 2}, {3, 2}}, {{3, 2}, {0, 1}, {3, 2}}}};
        OpCase.One gradient = (tf, in) -> maxPoolGrad(tf, in.get(0), in.get(1));
        rows.add(OpCase.of("MaxPoolGrad/ties", gradient, ties, new float[][][][] {
                    {{{1, 2}, {3, 4}, {5, 6}}, {{7, 8}, {9, 10}, {11, 12}}}
                })
                .sums(4)
                .notDifferentiable());
        rows.add(OpCase.of("MaxPoolGrad/NaN", gradient, odd, new float[][][][] {
                    {{{1, 2, 3, 4}, {5, 6, 7, 8}}, {{9, 10, 11, 12}, {13, 14, 15, 16}}}
                })
                .sums(4)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "MaxPoolGradGrad",
                        (tf, in) -> tf.add(
                                new MaxPoolGradGrad(list(TWOS), list(ONES), "SAME", "NHWC"),
                                in.get(0),
                                tf.nn.maxPool(in.get(0), TWOS, ONES, "SAME"),
                                in.get(1)),
                        ties,
                        new float[][][][] {{{{1, 2}, {3, 4}, {5, 6}}, {{7, 8}, {9, 10}, {11, 12}}}})
                .exact()
                .notDifferentiable());
    }

    private static Output maxPoolGrad(Ops tf, Output x, Output dy) {
        Output y = tf.nn.maxPool(x, TWOS, ONES, "SAME");
        return tf.add(new MaxPoolGrad(list(TWOS), list(ONES), "SAME", "NHWC"), x, y, dy);
    }

    private static List<Integer> list(int[] values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }

    private void averages() {
        rows.add(OpCase.of("AvgPool", (tf, in) -> tf.nn.avgPool(in.get(0), TWOS, TWOS, "SAME"), image(2, 4, 5, 3))
                .sums(4));
        rows.add(OpCase.of(
                        "AvgPool/overlapping",
                        (tf, in) -> tf.nn.avgPool(in.get(0), new int[] {1, 3, 2, 1}, ONES, "VALID"),
                        image(1, 5, 6, 2))
                .sums(6));
        rows.add(OpCase.of(
                        "AvgPool/padded",
                        (tf, in) -> tf.nn.avgPool(in.get(0), new int[] {1, 3, 3, 1}, ONES, "SAME"),
                        image(1, 3, 4, 17))
                .sums(9));
    }
}
