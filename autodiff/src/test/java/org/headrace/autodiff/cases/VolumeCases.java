package org.headrace.autodiff.cases;

import static org.headrace.core.DType.FLOAT16;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.FLOAT64;
import static org.headrace.core.DType.INT16;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.INT64;
import static org.headrace.core.DType.INT8;
import static org.headrace.core.DType.UINT16;
import static org.headrace.core.DType.UINT8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.nn.AvgPool3DGrad;
import org.headrace.ops.nn.Dilation2DBackpropFilter;
import org.headrace.ops.nn.Dilation2DBackpropInput;
import org.headrace.ops.nn.MaxPool3DGrad;
import org.headrace.ops.nn.MaxPool3DGradGrad;
import org.headrace.ops.nn.MaxPoolGradGradV2;
import org.headrace.ops.nn.MaxPoolGradV2;
import org.headrace.ops.nn.MaxPoolGradWithArgmax;
import org.headrace.ops.nn.MaxPoolWithArgmax;

/** Rows of convolutions and pooling of volumes, of pooling with places or computed windows, and of morphology. */
final class VolumeCases {
    private static final int[] ONES = {1, 1, 1, 1};
    private static final int[] TWOS = {1, 2, 2, 1};
    private static final int[] VOLUME_ONES = {1, 1, 1, 1, 1};
    private static final int[] VOLUME_TWOS = {1, 2, 2, 2, 1};
    private static final int[] UNEVEN = {1, 1, 2, 3, 1};
    private static final DType[] SIGNED = {FLOAT32, FLOAT64, INT8, INT16, INT32, INT64};
    private static final DType[] SIGNED_AND_HALVES = {FLOAT16, FLOAT32, FLOAT64, INT8, INT16, INT32, INT64};

    /** What a window adds up, at most. */
    private static final double TERMS = 64;

    private final List<OpCase> rows = new ArrayList<>();

    private VolumeCases() {}

    static List<OpCase> rows() {
        VolumeCases cases = new VolumeCases();
        cases.convolutions();
        cases.convolutionGradients();
        cases.volumeMaxima();
        cases.volumeMeans();
        cases.places();
        cases.computedWindows();
        cases.dilations();
        cases.compositions();
        return cases.rows.stream()
                .map(row ->
                        row.ulps() == 0 || row.inputs().isEmpty() ? row : row.seeded(random -> positive(row, random)))
                .toList();
    }

    /** Numbers whose sums don't cancel, where a few units in the last place say little. */
    private static List<Tensor> positive(OpCase row, RandomGenerator random) {
        return row.inputs().stream()
                .map(value -> Tensor.of(
                                value.dtype(),
                                random.doubles(value.size(), 0.5, 2).toArray())
                        .reshape(value.shape()))
                .toList();
    }

    private static Object image(long... dims) {
        return ConvCases.image(dims);
    }

    private static Object filter(long... dims) {
        return ConvCases.filter(dims);
    }

    /** A row that moves numbers of every real dtype. */
    private void real(OpCase row) {
        real(row, SIGNED_AND_HALVES);
    }

    /** A row that adds them up, which TensorFlow does in halves if they are such. */
    private void realSums(OpCase row) {
        real(row, SIGNED);
    }

    /** Unsigned dtypes get absolute values. */
    private void real(OpCase row, DType... signed) {
        rows.add(row.in(signed));
        Object[] absolute = row.inputs().stream()
                .map(value -> Tensor.of(
                                value.dtype(),
                                Arrays.stream(value.toDoubleArray())
                                        .map(Math::abs)
                                        .toArray())
                        .reshape(value.shape()))
                .toArray();
        rows.add(OpCase.many(row.name() + "/unsigned", row.build(), absolute)
                .in(UINT8, UINT16)
                .exact()
                .notDifferentiable());
    }

    private void convolution(String name, OpCase.One build, Object input, Object filter) {
        rows.add(OpCase.of("Conv3D" + name, build, input, filter).sums(TERMS));
    }

    private void convolutions() {
        convolution(
                "",
                (tf, in) -> tf.nn.conv3d(in.get(0), in.get(1), VOLUME_ONES, "SAME"),
                image(2, 3, 4, 3, 2),
                filter(2, 3, 3, 2, 3));
        convolution(
                "/valid",
                (tf, in) -> tf.nn.conv3d(in.get(0), in.get(1), VOLUME_ONES, "VALID"),
                image(1, 3, 4, 5, 1),
                filter(2, 2, 3, 1, 2));
        convolution(
                "/strides",
                (tf, in) -> tf.nn.conv3d(in.get(0), in.get(1), UNEVEN, "SAME"),
                image(2, 3, 4, 7, 2),
                filter(3, 3, 2, 2, 2));
        convolution(
                "/stride beyond the window",
                (tf, in) -> tf.nn.conv3d(in.get(0), in.get(1), new int[] {1, 3, 3, 3, 1}, "VALID"),
                image(1, 5, 6, 7, 1),
                filter(2, 1, 2, 1, 2));
        convolution(
                "/voxel by voxel",
                (tf, in) -> tf.nn.conv3d(in.get(0), in.get(1), VOLUME_ONES, "VALID"),
                image(1, 2, 3, 2, 3),
                filter(1, 1, 1, 3, 4));
        rows.add(OpCase.of(
                        "Conv3D/wide",
                        (tf, in) -> tf.nn.conv3d(in.get(0), in.get(1), VOLUME_ONES, "SAME"),
                        image(2, 4, 5, 6, 5),
                        filter(3, 3, 3, 5, 19))
                .sums(4 * TERMS)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "Conv3D/no volumes",
                        (tf, in) -> tf.nn.conv3d(in.get(0), in.get(1), VOLUME_ONES, "SAME"),
                        image(0, 2, 3, 4, 2),
                        filter(1, 2, 3, 2, 2))
                .notDifferentiable());
    }

    private void convolutionGradients() {
        rows.add(OpCase.of(
                        "Conv3DBackpropInputV2",
                        (tf, in) -> tf.nn.conv3dBackpropInput(
                                tf.constant(new int[] {1, 3, 4, 5, 2}), in.get(0), in.get(1), VOLUME_TWOS, "SAME"),
                        filter(3, 2, 3, 2, 2),
                        image(1, 2, 2, 3, 2))
                .sums(TERMS));
        rows.add(OpCase.of(
                        "Conv3DBackpropFilterV2",
                        (tf, in) -> tf.nn.conv3dBackpropFilter(
                                in.get(0), tf.constant(new int[] {2, 2, 3, 2, 2}), in.get(1), UNEVEN, "VALID"),
                        image(1, 3, 4, 6, 2),
                        filter(1, 2, 2, 2, 2))
                .sums(TERMS));
        rows.add(OpCase.of(
                        "conv3dTranspose",
                        (tf, in) -> tf.nn.conv3dTranspose(
                                in.get(0), in.get(1), Shape.of(1, 3, 5, 5, 2), VOLUME_TWOS, "VALID"),
                        image(1, 1, 2, 2, 3),
                        filter(3, 3, 3, 2, 3))
                .sums(TERMS));
        rows.add(OpCase.of(
                        "Conv3DBackpropInputV2/wide",
                        (tf, in) -> tf.nn.conv3dBackpropInput(
                                tf.constant(new int[] {2, 4, 5, 6, 19}), in.get(0), in.get(1), VOLUME_ONES, "SAME"),
                        filter(3, 3, 3, 19, 5),
                        image(2, 4, 5, 6, 5))
                .sums(4 * TERMS)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "Conv3DBackpropFilterV2/wide",
                        (tf, in) -> tf.nn.conv3dBackpropFilter(
                                in.get(0), tf.constant(new int[] {3, 3, 3, 5, 19}), in.get(1), VOLUME_ONES, "SAME"),
                        image(2, 4, 5, 6, 5),
                        filter(2, 4, 5, 6, 19))
                .sums(8 * TERMS)
                .notDifferentiable());
    }

    private void volumeMaxima() {
        rows.add(OpCase.of(
                        "MaxPool3D",
                        (tf, in) -> tf.nn.maxPool3d(in.get(0), VOLUME_TWOS, VOLUME_TWOS, "SAME"),
                        image(2, 3, 4, 5, 3))
                .in(FLOAT32)
                .exact()
                .notDifferentiable());
        rows.add(OpCase.of(
                        "MaxPool3D/overlapping",
                        (tf, in) -> tf.nn.maxPool3d(in.get(0), new int[] {1, 2, 3, 2, 1}, VOLUME_ONES, "VALID"),
                        image(1, 3, 4, 5, 17))
                .in(FLOAT32)
                .exact()
                .notDifferentiable());
        OpCase.One gradient = (tf, in) -> tf.add(
                new MaxPool3DGrad(list(1, 2, 2, 2, 1), list(VOLUME_ONES), "SAME", "NDHWC"),
                in.get(0),
                tf.nn.maxPool3d(in.get(0), VOLUME_TWOS, VOLUME_ONES, "SAME"),
                in.get(1));
        rows.add(OpCase.of("MaxPool3DGrad", gradient, image(2, 3, 4, 3, 2), filter(2, 3, 4, 3, 2))
                .in(FLOAT32)
                .notDifferentiable());
        float[][][][][] ties = {{{{{1, 2}, {3, 2}, {3, 2}}, {{3, 2}, {0, 1}, {3, 2}}}}};
        rows.add(OpCase.of("MaxPool3DGrad/ties", gradient, ties, filter(1, 1, 2, 3, 2))
                .in(FLOAT32)
                .notDifferentiable());
        rows.add(OpCase.of(
                        "MaxPool3DGradGrad",
                        (tf, in) -> tf.add(
                                new MaxPool3DGradGrad(list(VOLUME_TWOS), list(VOLUME_ONES), "SAME", "NDHWC"),
                                in.get(0),
                                tf.nn.maxPool3d(in.get(0), VOLUME_TWOS, VOLUME_ONES, "SAME"),
                                in.get(1)),
                        ties,
                        filter(1, 1, 2, 3, 2))
                .in(FLOAT32)
                .exact()
                .notDifferentiable());
    }

    private void volumeMeans() {
        rows.add(OpCase.of(
                        "AvgPool3D",
                        (tf, in) -> tf.nn.avgPool3d(in.get(0), VOLUME_TWOS, VOLUME_TWOS, "SAME"),
                        image(2, 3, 4, 5, 3))
                .in(FLOAT32));
        rows.add(OpCase.of(
                        "AvgPool3D/overlapping",
                        (tf, in) -> tf.nn.avgPool3d(in.get(0), new int[] {1, 2, 3, 2, 1}, VOLUME_ONES, "VALID"),
                        image(1, 3, 4, 3, 2))
                .in(FLOAT32));
        rows.add(OpCase.of(
                        "AvgPool3DGrad",
                        (tf, in) -> tf.add(
                                new AvgPool3DGrad(list(1, 3, 3, 3, 1), list(VOLUME_ONES), "SAME", "NDHWC"),
                                tf.constant(new int[] {1, 2, 3, 4, 3}),
                                in.get(0)),
                        image(1, 2, 3, 4, 3))
                .in(FLOAT32)
                .sums(8 * TERMS));
    }

    private void places() {
        float[][][][] ties = {{{{1, 2}, {3, 2}, {3, 2}}, {{3, 2}, {0, 1}, {3, 2}}}};
        real(OpCase.many("MaxPoolWithArgmax", (tf, in) -> places(tf, in.get(0), "SAME", false), image(2, 4, 5, 3))
                .exact()
                .onceDifferentiable());
        rows.add(OpCase.many(
                        "MaxPoolWithArgmax/in the batch",
                        (tf, in) -> places(tf, in.get(0), "VALID", true),
                        image(2, 5, 4, 2))
                .exact()
                .onceDifferentiable());
        rows.add(OpCase.many("MaxPoolWithArgmax/ties", (tf, in) -> places(tf, in.get(0), "SAME", false), (Object) ties)
                .exact()
                .notDifferentiable());
        float nan = Float.NaN;
        float least = Float.NEGATIVE_INFINITY;
        float[][][][] odd = {{{{nan, nan, -1, least}, {1, nan, 2, least}}, {{2, nan, nan, least}, {3, nan, 1, least}}}};
        rows.add(OpCase.many("MaxPoolWithArgmax/NaN", (tf, in) -> places(tf, in.get(0), "SAME", false), (Object) odd)
                .exact()
                .notDifferentiable());
        for (boolean whole : new boolean[] {false, true}) {
            realSums(OpCase.of(
                            "MaxPoolGradWithArgmax" + (whole ? "/in the batch" : ""),
                            (tf, in) -> {
                                Op op = tf.addOp(
                                        new MaxPoolWithArgmax(list(1, 3, 2, 1), list(ONES), INT64, "SAME", whole),
                                        in.get(0));
                                return tf.add(
                                        new MaxPoolGradWithArgmax(list(1, 3, 2, 1), list(ONES), "SAME", whole),
                                        in.get(0),
                                        in.get(1),
                                        op.output(1));
                            },
                            image(2, 3, 4, 2),
                            filter(2, 3, 4, 2))
                    .exact()
                    .notDifferentiable());
        }
    }

    private static List<Output> places(Ops tf, Output x, String padding, boolean whole) {
        var pooled = tf.nn.maxPoolWithArgmax(x, new int[] {1, 3, 2, 1}, TWOS, padding, whole);
        return List.of(pooled.output(), pooled.argmax());
    }

    private void computedWindows() {
        rows.add(OpCase.of(
                        "MaxPoolV2",
                        (tf, in) -> tf.nn.maxPool(
                                in.get(0), tf.constant(new int[] {1, 3, 2, 1}), tf.constant(TWOS), "SAME"),
                        image(2, 4, 5, 3))
                .exact());
        real(OpCase.of(
                        "MaxPool/every dtype",
                        (tf, in) -> tf.nn.maxPool(in.get(0), new int[] {1, 3, 2, 1}, TWOS, "SAME"),
                        image(2, 4, 5, 3))
                .exact()
                .notDifferentiable());
        realSums(OpCase.of(
                        "MaxPoolGradV2",
                        (tf, in) -> tf.add(
                                new MaxPoolGradV2("SAME", "NHWC"),
                                in.get(0),
                                tf.nn.maxPool(in.get(0), TWOS, ONES, "SAME"),
                                in.get(1),
                                tf.constant(TWOS),
                                tf.constant(ONES)),
                        image(2, 3, 4, 2),
                        filter(2, 3, 4, 2))
                .exact()
                .notDifferentiable());
        real(OpCase.of(
                        "MaxPoolGradGradV2",
                        (tf, in) -> tf.add(
                                new MaxPoolGradGradV2("SAME", "NHWC"),
                                in.get(0),
                                tf.nn.maxPool(in.get(0), TWOS, ONES, "SAME"),
                                in.get(1),
                                tf.constant(TWOS),
                                tf.constant(ONES)),
                        image(2, 3, 4, 2),
                        filter(2, 3, 4, 2))
                .exact()
                .notDifferentiable());
    }

    private void dilations() {
        int[] rates = {1, 2, 1, 1};
        real(OpCase.of(
                        "Dilation2D",
                        (tf, in) -> tf.nn.dilation2d(in.get(0), in.get(1), ONES, ONES, "SAME"),
                        image(2, 4, 5, 3),
                        filter(3, 2, 3))
                .exact()
                .onceDifferentiable());
        rows.add(OpCase.of(
                        "Dilation2D/strides and rates",
                        (tf, in) -> tf.nn.dilation2d(in.get(0), in.get(1), TWOS, rates, "VALID"),
                        image(1, 7, 6, 2),
                        filter(3, 3, 2))
                .exact()
                .onceDifferentiable());
        realSums(OpCase.of(
                        "Dilation2DBackpropInput",
                        (tf, in) -> tf.add(
                                new Dilation2DBackpropInput(list(ONES), list(rates), "SAME"),
                                in.get(0),
                                in.get(1),
                                in.get(2)),
                        image(1, 5, 4, 2),
                        filter(3, 2, 2),
                        filter(1, 5, 4, 2))
                .exact()
                .notDifferentiable());
        realSums(OpCase.of(
                        "Dilation2DBackpropFilter",
                        (tf, in) -> tf.add(
                                new Dilation2DBackpropFilter(list(ONES), list(rates), "SAME"),
                                in.get(0),
                                in.get(1),
                                in.get(2)),
                        image(1, 5, 4, 2),
                        filter(3, 2, 2),
                        filter(1, 5, 4, 2))
                .exact()
                .notDifferentiable());
        rows.add(OpCase.of(
                        "erosion2d",
                        (tf, in) -> tf.nn.erosion2d(in.get(0), in.get(1), TWOS, ONES, "SAME"),
                        image(1, 4, 5, 2),
                        filter(2, 3, 2))
                .exact()
                .onceDifferentiable());
    }

    private void compositions() {
        int[] twoByThree = {2, 3};
        rows.add(OpCase.of(
                        "atrousConv2d",
                        (tf, in) -> tf.nn.atrousConv2d(in.get(0), shaped(tf, in.get(1), 3, 2, 2, 2), 2, "SAME"),
                        image(1, 7, 5, 2),
                        filter(3, 2, 2, 2))
                .sums(TERMS));
        rows.add(OpCase.of(
                        "atrousConv2dTranspose",
                        (tf, in) -> tf.nn.atrousConv2dTranspose(
                                in.get(0), shaped(tf, in.get(1), 3, 2, 2, 3), Shape.of(1, 7, 5, 2), 2, "SAME"),
                        image(1, 7, 5, 3),
                        filter(3, 2, 2, 3))
                .sums(TERMS));
        rows.add(OpCase.of(
                        "convolution",
                        (tf, in) -> tf.nn.convolution(
                                in.get(0), shaped(tf, in.get(1), 3, 2, 2, 2), "VALID", new int[] {1, 1}, twoByThree),
                        image(1, 7, 9, 2),
                        filter(3, 2, 2, 2))
                .sums(TERMS));
        rows.add(OpCase.of(
                        "convolution/signals",
                        (tf, in) -> tf.nn.convolution(
                                in.get(0), shaped(tf, in.get(1), 3, 2, 2), "SAME", new int[] {1}, new int[] {3}),
                        image(2, 7, 2),
                        filter(3, 2, 2))
                .sums(TERMS));
        rows.add(OpCase.of(
                        "convolution/volumes",
                        (tf, in) -> tf.nn.convolution(
                                in.get(0),
                                shaped(tf, in.get(1), 2, 2, 3, 2, 2),
                                "SAME",
                                new int[] {1, 1, 1},
                                new int[] {1, 2, 2}),
                        image(1, 3, 4, 5, 2),
                        filter(2, 2, 3, 2, 2))
                .sums(TERMS));
        rows.add(OpCase.of(
                        "depthwiseConv2d/rate",
                        (tf, in) -> tf.nn.depthwiseConv2d(
                                in.get(0), shaped(tf, in.get(1), 3, 2, 3, 2), ONES, "SAME", twoByThree),
                        image(1, 5, 7, 3),
                        filter(3, 2, 3, 2))
                .sums(TERMS));
        rows.add(OpCase.of(
                        "separableConv2d",
                        (tf, in) -> tf.nn.separableConv2d(in.get(0), in.get(1), in.get(2), TWOS, "SAME"),
                        image(1, 5, 6, 3),
                        filter(3, 2, 3, 2),
                        image(1, 1, 6, 2))
                .sums(TERMS));
        rows.add(OpCase.of(
                        "conv1d",
                        (tf, in) -> tf.nn.conv1d(in.get(0), in.get(1), 2, "SAME"),
                        image(2, 7, 3),
                        filter(3, 3, 2))
                .sums(TERMS));
        rows.add(OpCase.of(
                        "conv1dTranspose",
                        (tf, in) -> tf.nn.conv1dTranspose(in.get(0), in.get(1), Shape.of(2, 9, 2), 2, "VALID"),
                        image(2, 4, 3),
                        filter(3, 2, 3))
                .sums(TERMS));
        rows.add(OpCase.of("maxPool1d", (tf, in) -> tf.nn.maxPool1d(in.get(0), 3, 2, "SAME"), image(2, 7, 3))
                .exact());
        rows.add(OpCase.of("avgPool1d", (tf, in) -> tf.nn.avgPool1d(in.get(0), 3, 2, "SAME"), image(2, 7, 3)));
        rows.add(OpCase.of(
                        "pool/max",
                        (tf, in) ->
                                tf.nn.pool(in.get(0), new int[] {3, 2}, "MAX", "VALID", twoByThree, new int[] {1, 1}),
                        image(1, 7, 6, 2))
                .exact());
        rows.add(OpCase.of(
                "pool/mean of signals",
                (tf, in) -> tf.nn.pool(in.get(0), new int[] {3}, "AVG", "SAME", new int[] {1}, new int[] {2}),
                image(2, 7, 3)));
    }

    /** With a shape that is known while the graph is built, as a filter's has to be. */
    private static Output shaped(Ops tf, Output filter, long... dims) {
        return tf.ensureShape(filter, Shape.of(dims));
    }

    private static List<Integer> list(int... values) {
        return Arrays.stream(values).boxed().toList();
    }
}
