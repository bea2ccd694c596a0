package org.headrace.train.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.headrace.core.DType.BOOL;
import static org.headrace.core.DType.FLOAT32;

import java.util.List;
import org.headrace.autodiff.Gradients;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

/** Layers of windows over signals, images and volumes: names are those of TensorFlow 1.14's source, numbers are sums by hand. */
class WindowLayersTest {
    private final Ops tf = Ops.on(new Graph());
    private final LayerOps layers = new LayerOps(tf);

    private List<String> namesAfter(String name) {
        List<String> names = tf.graph().ops().stream().map(Op::name).toList();
        return names.subList(names.indexOf(name) + 1, names.size());
    }

    private List<String> variables() {
        return tf.globalVariables().stream()
                .map(variable -> variable.op().name())
                .toList();
    }

    private Tensor run(Output y, Output x, Object value) {
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            return session.feed(x, value).run(y);
        }
    }

    @Test
    void aConvolutionOfSignalsGoesThroughImagesOfOneRow() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 4, 1), "x");
        Output y = layers.conv1d(
                x, new Conv1D(1, 2).kernelInitializer(tf.initializers.ones()).activation("relu"));
        assertThat(namesAfter("conv1d/bias/read"))
                .containsExactly(
                        "conv1d/dilation_rate",
                        "conv1d/conv1d/ExpandDims/dim",
                        "conv1d/conv1d/ExpandDims",
                        "conv1d/conv1d/ExpandDims_1/dim",
                        "conv1d/conv1d/ExpandDims_1",
                        "conv1d/conv1d",
                        "conv1d/conv1d/Squeeze",
                        "conv1d/BiasAdd",
                        "conv1d/Relu");
        assertThat(variables()).containsExactly("conv1d/kernel", "conv1d/bias");
        assertThat(y.shape()).isEqualTo(Shape.of(-1, 3, 1));
        assertThat(run(y, x, new float[][][] {{{1}, {2}, {3}, {-9}}}))
                .isEqualTo(Tensor.of(new float[][][] {{{3}, {5}, {0}}}));
    }

    @Test
    void aConvolutionOfVolumes() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 2, 2, 2, 1), "x");
        Output y = layers.conv3d(x, new Conv3D(1, 2).padding("same").kernelInitializer(tf.initializers.ones()));
        assertThat(namesAfter("conv3d/bias/read"))
                .containsExactly("conv3d/dilation_rate", "conv3d/Conv3D", "conv3d/BiasAdd");
        assertThat(tf.globalVariables().get(0).shape()).isEqualTo(Shape.of(2, 2, 2, 1, 1));
        Tensor ones = Tensor.of(new float[] {1, 1, 1, 1, 1, 1, 1, 1}).reshape(Shape.of(1, 2, 2, 2, 1));
        assertThat(run(y, x, ones))
                .isEqualTo(Tensor.of(new float[] {8, 4, 4, 2, 4, 2, 2, 1}).reshape(Shape.of(1, 2, 2, 2, 1)));
    }

    @Test
    void aTransposedConvolutionMakesImagesLarger() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 1, 2, 1), "x");
        Output y = layers.conv2dTranspose(
                x, new Conv2DTranspose(1, 3, 2).strides(2).useBias(false).kernelInitializer(tf.initializers.ones()));
        assertThat(namesAfter("conv2d_transpose/kernel/read"))
                .containsExactly(
                        "conv2d_transpose/Shape",
                        "conv2d_transpose/strided_slice/stack",
                        "conv2d_transpose/strided_slice/stack_1",
                        "conv2d_transpose/strided_slice/stack_2",
                        "conv2d_transpose/strided_slice",
                        "conv2d_transpose/strided_slice_1/stack",
                        "conv2d_transpose/strided_slice_1/stack_1",
                        "conv2d_transpose/strided_slice_1/stack_2",
                        "conv2d_transpose/strided_slice_1",
                        "conv2d_transpose/strided_slice_2/stack",
                        "conv2d_transpose/strided_slice_2/stack_1",
                        "conv2d_transpose/strided_slice_2/stack_2",
                        "conv2d_transpose/strided_slice_2",
                        "conv2d_transpose/mul/y",
                        "conv2d_transpose/mul",
                        "conv2d_transpose/add/y",
                        "conv2d_transpose/add",
                        "conv2d_transpose/mul_1/y",
                        "conv2d_transpose/mul_1",
                        "conv2d_transpose/add_1/y",
                        "conv2d_transpose/add_1",
                        "conv2d_transpose/stack/3",
                        "conv2d_transpose/stack",
                        "conv2d_transpose/conv2d_transpose");
        assertThat(y.shape()).isEqualTo(Shape.of(-1, 3, 4, 1));
        assertThat(run(y, x, new float[][][][] {{{{3}, {5}}}}))
                .isEqualTo(Tensor.of(
                        new float[][][][] {{{{3}, {3}, {5}, {5}}, {{3}, {3}, {5}, {5}}, {{3}, {3}, {5}, {5}}}}));
    }

    @Test
    void aTransposedConvolutionMakesVolumesLarger() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 1, 1, 2, 2), "x");
        Output y = layers.conv3dTranspose(
                x,
                new Conv3DTranspose(3, 1).strides(1, 1, 2).padding("same").kernelInitializer(tf.initializers.ones()));
        assertThat(y.op().name()).isEqualTo("conv3d_transpose/BiasAdd");
        assertThat(tf.globalVariables().get(0).shape()).isEqualTo(Shape.of(1, 1, 1, 3, 2));
        assertThat(y.shape()).isEqualTo(Shape.of(-1, 1, 1, 4, 3));
        assertThat(run(y, x, new float[][][][][] {{{{{1, 2}, {3, 4}}}}}).toFloatArray())
                .containsExactly(3, 3, 3, 0, 0, 0, 7, 7, 7, 0, 0, 0);
    }

    @Test
    void aSeparableConvolutionSumsWindowsThenChannels() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 2, 2, 2), "x");
        Output y = layers.separableConv2d(
                x, new SeparableConv2D(1, 2).depthMultiplier(3).kernelInitializer(tf.initializers.ones()));
        assertThat(variables())
                .containsExactly(
                        "separable_conv2d/depthwise_kernel",
                        "separable_conv2d/pointwise_kernel",
                        "separable_conv2d/bias");
        assertThat(namesAfter("separable_conv2d/bias/read"))
                .containsExactly(
                        "separable_conv2d/separable_conv2d/Shape",
                        "separable_conv2d/separable_conv2d/dilation_rate",
                        "separable_conv2d/separable_conv2d/depthwise",
                        "separable_conv2d/separable_conv2d",
                        "separable_conv2d/BiasAdd");
        float[][][][] image = {{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}};
        assertThat(run(y, x, image).toFloatArray()).containsExactly(3 * 36);
    }

    @Test
    void poolingOfSignalsGoesThroughImagesOfOneColumn() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 4, 1), "x");
        Output greatest = layers.maxPooling1d(x, 2, 2);
        assertThat(namesAfter("x"))
                .containsExactly(
                        "max_pooling1d/ExpandDims/dim",
                        "max_pooling1d/ExpandDims",
                        "max_pooling1d/MaxPool",
                        "max_pooling1d/Squeeze");
        Output mean = layers.averagePooling1d(x, 2, 2);
        assertThat(mean.name()).isEqualTo("average_pooling1d/Squeeze:0");
        float[][][] signal = {{{1}, {2}, {5}, {4}}};
        assertThat(run(greatest, x, signal).toFloatArray()).containsExactly(2, 5);
        assertThat(run(mean, x, signal).toFloatArray()).containsExactly(1.5f, 4.5f);
    }

    @Test
    void poolingOfVolumes() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 2, 2, 2, 1), "x");
        Output greatest = layers.maxPooling3d(x, 2, 1);
        Output mean = layers.averagePooling3d(x, 2, 1);
        assertThat(greatest.name()).isEqualTo("max_pooling3d/MaxPool3D:0");
        assertThat(mean.name()).isEqualTo("average_pooling3d/AvgPool3D:0");
        Tensor volume = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}).reshape(Shape.of(1, 2, 2, 2, 1));
        assertThat(run(greatest, x, volume).toFloatArray()).containsExactly(8);
        assertThat(run(mean, x, volume).toFloatArray()).containsExactly(4.5f);
    }

    @Test
    void wrongSettingsAreRefused() {
        Output image = tf.placeholder(FLOAT32, Shape.of(-1, 4, 4, 1), "image");
        assertThatThrownBy(() -> layers.conv1d(image, 2, 3)).hasMessageContaining("expected ndim=3, found ndim=4");
        assertThatThrownBy(() -> new Conv3D(2, 3, 3))
                .hasMessageContaining("1 or 3 integers, for planes, rows and columns");
        assertThatThrownBy(() -> new SeparableConv2D(2, 3).depthMultiplier(0))
                .hasMessageContaining("depth_multiplier must be at least 1");
    }

    private static final float[][][][] IMAGES = {{{{1, 2}, {3, -4}}}, {{{5, 0}, {-2, 6}}}};
    private static final double[] MEANS = {7 / 4.0, 1};

    private static double variance(int channel) {
        double sum = 0;
        for (float[][][] image : IMAGES) {
            for (float[] pixel : image[0]) {
                sum += (pixel[channel] - MEANS[channel]) * (pixel[channel] - MEANS[channel]);
            }
        }
        return sum / 4;
    }

    private static void requireNormalized(Tensor y, double[] means, double[] variances) {
        for (int i = 0; i < 8; i++) {
            int c = i % 2;
            double x = IMAGES[i / 4][0][i / 2 % 2][c];
            assertThat(y.doubleAt(i)).isCloseTo((x - means[c]) / Math.sqrt(variances[c] + 0.001), within(1e-5));
        }
    }

    @Test
    void imagesAreNormalizedByTheFusedOp() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 1, 2, 2), "x");
        BatchNormalization layer = new BatchNormalization().momentum(0.75);
        Output y = layers.batchNormalization(x, layer, true);
        assertThat(namesAfter("batch_normalization/moving_variance/read"))
                .containsExactly(
                        "batch_normalization/Const",
                        "batch_normalization/Const_1",
                        "batch_normalization/FusedBatchNorm",
                        "batch_normalization/Const_2",
                        "batch_normalization/AssignMovingAvg/sub/x",
                        "batch_normalization/AssignMovingAvg/sub",
                        "batch_normalization/AssignMovingAvg/sub_1",
                        "batch_normalization/AssignMovingAvg/mul",
                        "batch_normalization/AssignMovingAvg",
                        "batch_normalization/AssignMovingAvg_1/sub/x",
                        "batch_normalization/AssignMovingAvg_1/sub",
                        "batch_normalization/AssignMovingAvg_1/sub_1",
                        "batch_normalization/AssignMovingAvg_1/mul",
                        "batch_normalization/AssignMovingAvg_1");
        Output later = layers.apply(x, layer, false);
        List<Output> updates = tf.graph().collection(Layer.UPDATE_OPS, Output.class);
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            double[] variances = {variance(0), variance(1)};
            requireNormalized(session.feed(x, IMAGES).run(y), MEANS, variances);
            requireNormalized(session.feed(x, IMAGES).run(later), new double[2], new double[] {1, 1});
            session.feed(x, IMAGES).run(updates.get(0), updates.get(1));
            double[] moving = {0.75 + 0.25 * variances[0] * 4 / 3, 0.75 + 0.25 * variances[1] * 4 / 3};
            requireNormalized(session.feed(x, IMAGES).run(later), new double[] {MEANS[0] / 4, MEANS[1] / 4}, moving);
        }
    }

    @Test
    void theFusedOpGoesByAFedPhase() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 1, 2, 2), "x");
        Output training = tf.placeholder(BOOL, Shape.of(), "training");
        BatchNormalization layer = new BatchNormalization().center(false).scale(false);
        Output y = layers.batchNormalization(x, layer, training);
        var gradient = (Gradient.Dense) Gradients.of(tf, tf.reduceSum(tf.square(y)))
                .withRespectTo(List.of(x))
                .get(0);
        List<Output> updates = tf.graph().collection(Layer.UPDATE_OPS, Output.class);
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            requireNormalized(
                    session.feed(x, IMAGES).feed(training, true).run(y), MEANS, new double[] {variance(0), variance(1)
                    });
            session.feed(x, IMAGES).feed(training, false).run(updates.get(0), updates.get(1));
            requireNormalized(session.feed(x, IMAGES).feed(training, false).run(y), new double[2], new double[] {1, 1});
            Tensor slope = session.feed(x, IMAGES).feed(training, false).run(gradient.value());
            assertThat(slope.doubleAt(3)).isCloseTo(2 * -4 / 1.001, within(1e-5));
        }
    }
}
