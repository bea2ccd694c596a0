package org.headrace.autodiff.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.headrace.core.DType;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;
import org.headrace.ops.array.MirrorPadGrad;
import org.headrace.ops.array.PlaceholderWithDefault;
import org.headrace.ops.array.StridedSliceGrad;
import org.headrace.ops.control.Print;
import org.headrace.ops.nn.AvgPool3DGrad;
import org.headrace.ops.nn.AvgPoolGrad;
import org.headrace.ops.nn.MaxPoolGrad;
import org.headrace.ops.nn.MaxPoolGradGrad;

/**
 * Rows for gradients alone: of ops whose rows in {@link OpCases} are not differentiable or of one shape, and of the ops that
 * take gradients back, which those rows reach with gradients that don't vary.
 */
final class GradientCases {
    private static final float[][] M = {{1.5f, -2, 3}, {4, 0.5f, 6.25f}};
    private static final float[][] X = {{-3, -0.5f, 0.25f}, {0.5f, 3, 7}};
    private static final int[] ONES = {1, 1, 1, 1};
    private static final int[] VOLUME_ONES = {1, 1, 1, 1, 1};

    private final List<OpCase> rows = new ArrayList<>();

    private GradientCases() {}

    static List<OpCase> rows() {
        GradientCases cases = new GradientCases();
        cases.passing();
        cases.activations();
        cases.convolutions();
        cases.pools();
        return cases.rows;
    }

    private void row(String name, OpCase.One build, Object... inputs) {
        rows.add(OpCase.of(name, build, inputs));
    }

    private void passing() {
        row("Cast", (tf, in) -> tf.real(tf.cast(in.get(0), DType.COMPLEX128)), (Object) M);
        row("CheckNumerics", (tf, in) -> tf.checkNumerics(in.get(0), "x"), (Object) M);
        row("Fill", (tf, in) -> tf.fill(tf.shape(in.get(0)), in.get(1)), M, 2.5f);
        row("NextAfter", (tf, in) -> tf.math.nextafter(in.get(0), in.get(1)), M, new float[] {9, -9, 9});
        row(
                "PlaceholderWithDefault",
                (tf, in) -> tf.add(new PlaceholderWithDefault(in.get(0).dtype(), Shape.unknownDims(2)), in.get(0)),
                (Object) M);
        row("Print", (tf, in) -> tf.add(new Print("", 0, 3), in.get(0), in.get(0)), (Object) M);
        row("MatrixExponential", (tf, in) -> tf.linalg.expm(in.get(0)), (Object)
                new float[][] {{0.5f, -0.25f, 1}, {0.75f, 0.1f, -0.5f}, {-1, 0.4f, 0.2f}});
        row(
                "MirrorPadGrad",
                (tf, in) ->
                        tf.add(new MirrorPadGrad("SYMMETRIC"), in.get(0), tf.constant(new int[][] {{1, 0}, {1, 1}})),
                ConvCases.image(4, 5));
        row(
                "StridedSliceGrad",
                (tf, in) -> tf.add(
                        new StridedSliceGrad(0, 1, 0, 0, 0),
                        tf.shape(in.get(0)),
                        tf.constant(new int[] {1}),
                        tf.constant(new int[] {0}),
                        tf.constant(new int[] {1}),
                        tf.stridedSlice(in.get(0), Slice.range(1, 100))),
                (Object) M);
    }

    /** A method of {@code tf.nn}: the way back through an activation. */
    private void way(String name, Function<Ops, BinaryOperator<Output>> op) {
        row(name, (tf, in) -> op.apply(tf).apply(in.get(0), in.get(1)), M, X);
    }

    private void activations() {
        way("ReluGrad", tf -> tf.nn::reluGrad);
        way("Relu6Grad", tf -> tf.nn::relu6Grad);
        way("EluGrad", tf -> tf.nn::eluGrad);
        way("SeluGrad", tf -> tf.nn::seluGrad);
        way("SoftplusGrad", tf -> tf.nn::softplusGrad);
        way("LeakyReluGrad", tf -> (dy, x) -> tf.nn.leakyReluGrad(dy, x, 0.1f));
    }

    private void convolutions() {
        Object x = ConvCases.image(1, 3, 4, 2);
        Object w = ConvCases.filter(2, 2, 2, 5);
        Object dy = ConvCases.image(1, 3, 4, 5);
        row(
                "Conv2DBackpropInput",
                (tf, in) -> tf.nn.conv2dBackpropInput(tf.shape(in.get(0)), in.get(1), in.get(2), ONES, "SAME"),
                x,
                w,
                dy);
        row(
                "Conv2DBackpropFilter",
                (tf, in) -> tf.nn.conv2dBackpropFilter(in.get(0), tf.shape(in.get(1)), in.get(2), ONES, "SAME"),
                x,
                w,
                dy);
        Object each = ConvCases.filter(2, 2, 5, 1);
        row(
                "DepthwiseConv2dNativeBackpropInput",
                (tf, in) -> tf.nn.depthwiseConv2dNativeBackpropInput(
                        tf.shape(in.get(0)), in.get(1), in.get(2), ONES, "SAME"),
                dy,
                each,
                dy);
        row(
                "DepthwiseConv2dNativeBackpropFilter",
                (tf, in) -> tf.nn.depthwiseConv2dNativeBackpropFilter(
                        in.get(0), tf.shape(in.get(1)), in.get(2), ONES, "SAME"),
                dy,
                each,
                dy);
        Object volume = ConvCases.image(1, 3, 4, 1, 2);
        Object filter = ConvCases.filter(2, 1, 2, 2, 5);
        Object dVolume = ConvCases.image(1, 3, 4, 1, 5);
        row(
                "Conv3DBackpropInputV2",
                (tf, in) -> tf.nn.conv3dBackpropInput(tf.shape(in.get(0)), in.get(1), in.get(2), VOLUME_ONES, "SAME"),
                volume,
                filter,
                dVolume);
        row(
                "Conv3DBackpropFilterV2",
                (tf, in) -> tf.nn.conv3dBackpropFilter(in.get(0), tf.shape(in.get(1)), in.get(2), VOLUME_ONES, "SAME"),
                volume,
                filter,
                dVolume);
    }

    /** Windows of two by two, one step from each other. */
    private void pools() {
        List<Integer> twos = List.of(1, 2, 2, 1);
        Object x = ConvCases.image(2, 3, 4, 2);
        Object dy = ConvCases.filter(2, 3, 4, 2);
        pool("MaxPoolGrad", new MaxPoolGrad(twos, list(ONES), "SAME", "NHWC"), x, dy);
        pool("MaxPoolGradGrad", new MaxPoolGradGrad(twos, list(ONES), "SAME", "NHWC"), x, dy);
        AvgPoolGrad mean = new AvgPoolGrad(twos, list(ONES), "SAME", "NHWC");
        row("AvgPoolGrad", (tf, in) -> tf.add(mean, tf.shape(in.get(0)), in.get(0)), x);
        AvgPool3DGrad volumes = new AvgPool3DGrad(List.of(1, 2, 1, 2, 1), list(VOLUME_ONES), "SAME", "NDHWC");
        row(
                "AvgPool3DGrad",
                (tf, in) -> tf.add(volumes, tf.shape(in.get(0)), in.get(0)),
                ConvCases.image(1, 3, 4, 2, 2));
    }

    private void pool(String name, OpType type, Object x, Object dy) {
        row(
                name,
                (tf, in) -> tf.add(
                        type, in.get(0), tf.nn.maxPool(in.get(0), new int[] {1, 2, 2, 1}, ONES, "SAME"), in.get(1)),
                x,
                dy);
    }

    private static List<Integer> list(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
