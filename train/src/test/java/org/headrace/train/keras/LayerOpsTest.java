package org.headrace.train.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.headrace.core.DType.BOOL;
import static org.headrace.core.DType.FLOAT32;

import java.util.Arrays;
import java.util.List;
import org.headrace.autodiff.Gradients;
import org.headrace.core.AlreadyExistsException;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Reuse;
import org.headrace.train.TrainOps;
import org.junit.jupiter.api.Test;

/** {@code tf.layers}: names are those of TensorFlow 1.14's source, numbers come from the formulas. */
class LayerOpsTest {
    private final Ops tf = Ops.on(new Graph());
    private final LayerOps layers = new LayerOps(tf);

    private List<String> names() {
        return tf.graph().ops().stream().map(Op::name).toList();
    }

    private List<String> variables() {
        return tf.globalVariables().stream()
                .map(variable -> variable.op().name())
                .toList();
    }

    @Test
    void denseHasTensorFlowsNames() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 3), "x");
        Output y = layers.dense(x, 2, "relu");
        assertThat(names())
                .containsExactly(
                        "x",
                        "dense/kernel/Initializer/random_uniform/shape",
                        "dense/kernel/Initializer/random_uniform/min",
                        "dense/kernel/Initializer/random_uniform/max",
                        "dense/kernel/Initializer/random_uniform/RandomUniform",
                        "dense/kernel/Initializer/random_uniform/sub",
                        "dense/kernel/Initializer/random_uniform/mul",
                        "dense/kernel/Initializer/random_uniform",
                        "dense/kernel",
                        "dense/kernel/Assign",
                        "dense/kernel/read",
                        "dense/bias/Initializer/zeros",
                        "dense/bias",
                        "dense/bias/Assign",
                        "dense/bias/read",
                        "dense/MatMul",
                        "dense/BiasAdd",
                        "dense/Relu");
        assertThat(y).hasToString("Tensor(\"dense/Relu:0\", shape=(?, 2), dtype=float32)");
    }

    @Test
    void layersWithoutNamesAreNumbered() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 3), "x");
        Output inner = new LayerOps(tf.scope("tower")).dense(layers.dense(x, 4), 5);
        assertThat(variables()).containsExactly("dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias");
        assertThat(inner.name()).isEqualTo("tower/dense_1/BiasAdd:0");
    }

    @Test
    void withNameNamesTheLayer() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 3), "x");
        new LayerOps(tf.withName("fc1")).dense(x, 4);
        assertThat(variables()).containsExactly("fc1/kernel", "fc1/bias");
        assertThatThrownBy(() -> new LayerOps(tf.withName("fc1")).dense(x, 4))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("Variable fc1/kernel already exists");
    }

    @Test
    void aScopeOpenedAgainSharesTheVariablesOfUnnamedLayers() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 3), "x");
        Output first = new LayerOps(tf.variableScope("net")).dense(x, 4);
        Output second = new LayerOps(tf.variableScope("net", Reuse.ALWAYS)).dense(x, 4);
        assertThat(variables()).containsExactly("net/dense/kernel", "net/dense/bias");
        assertThat(first.name()).isEqualTo("net/dense/BiasAdd:0");
        assertThat(second.name()).isEqualTo("net_1/dense/BiasAdd:0");
    }

    @Test
    void convolutionAndPoolingHaveTensorFlowsNames() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 8, 8, 1), "x");
        Output c = layers.conv2d(x, 4, 3, "same", "relu");
        assertThat(names().subList(names().indexOf("conv2d/bias/read"), names().size()))
                .containsExactly(
                        "conv2d/bias/read", "conv2d/dilation_rate", "conv2d/Conv2D", "conv2d/BiasAdd", "conv2d/Relu");
        Output p = layers.maxPooling2d(c, 2, 2);
        assertThat(p).hasToString("Tensor(\"max_pooling2d/MaxPool:0\", shape=(?, 4, 4, 4), dtype=float32)");
        assertThat(layers.averagePooling2d(p, 2, 2).name()).isEqualTo("average_pooling2d/AvgPool:0");
        int before = tf.graph().size();
        Output f = layers.flatten(p);
        assertThat(names().subList(before, names().size()))
                .containsExactly(
                        "flatten/Shape",
                        "flatten/strided_slice/stack",
                        "flatten/strided_slice/stack_1",
                        "flatten/strided_slice/stack_2",
                        "flatten/strided_slice",
                        "flatten/Reshape/shape/1",
                        "flatten/Reshape/shape",
                        "flatten/Reshape");
        assertThat(f.shape()).isEqualTo(Shape.of(-1, 64));
        assertThat(tf.globalVariables().get(0).shape()).isEqualTo(Shape.of(3, 3, 1, 4));
    }

    @Test
    void batchNormalizationHasTensorFlowsNames() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 3), "x");
        Output y = layers.batchNormalization(x, true);
        assertThat(variables())
                .containsExactly(
                        "batch_normalization/gamma",
                        "batch_normalization/beta",
                        "batch_normalization/moving_mean",
                        "batch_normalization/moving_variance");
        assertThat(tf.trainableVariables()).hasSize(2);
        int from = names().indexOf("batch_normalization/moving_variance/read") + 1;
        assertThat(names().subList(from, names().size()))
                .containsExactly(
                        "batch_normalization/moments/mean/reduction_indices",
                        "batch_normalization/moments/mean",
                        "batch_normalization/moments/StopGradient",
                        "batch_normalization/moments/SquaredDifference",
                        "batch_normalization/moments/variance/reduction_indices",
                        "batch_normalization/moments/variance",
                        "batch_normalization/moments/Squeeze",
                        "batch_normalization/moments/Squeeze_1",
                        "batch_normalization/AssignMovingAvg/decay",
                        "batch_normalization/AssignMovingAvg/sub",
                        "batch_normalization/AssignMovingAvg/mul",
                        "batch_normalization/AssignMovingAvg",
                        "batch_normalization/AssignMovingAvg_1/decay",
                        "batch_normalization/AssignMovingAvg_1/sub",
                        "batch_normalization/AssignMovingAvg_1/mul",
                        "batch_normalization/AssignMovingAvg_1",
                        "batch_normalization/batchnorm/add/y",
                        "batch_normalization/batchnorm/add",
                        "batch_normalization/batchnorm/Rsqrt",
                        "batch_normalization/batchnorm/mul",
                        "batch_normalization/batchnorm/mul_1",
                        "batch_normalization/batchnorm/mul_2",
                        "batch_normalization/batchnorm/sub",
                        "batch_normalization/batchnorm/add_1");
        assertThat(y.name()).isEqualTo("batch_normalization/batchnorm/add_1:0");
        assertThat(tf.graph().collection("update_ops", Output.class))
                .extracting(Output::name)
                .containsExactly("batch_normalization/AssignMovingAvg:0", "batch_normalization/AssignMovingAvg_1:0");
    }

    private static final float[][] BATCH = {{1, 2}, {3, -4}, {5, 0}, {-2, 6}};

    /** Mean and variance of a column of BATCH, in double precision. */
    private static double[] moments(int column) {
        double mean = 0;
        for (float[] row : BATCH) {
            mean += row[column] / 4.0;
        }
        double variance = 0;
        for (float[] row : BATCH) {
            variance += (row[column] - mean) * (row[column] - mean) / 4.0;
        }
        return new double[] {mean, variance};
    }

    private static void requireNormalized(Tensor y, double[][] moments) {
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 2; j++) {
                double expected = (BATCH[i][j] - moments[j][0]) / Math.sqrt(moments[j][1] + 0.001);
                assertThat(y.doubleAt(2 * i + j)).isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
            }
        }
    }

    @Test
    void batchNormalizationIsTheFormula() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 2), "x");
        BatchNormalization layer = new BatchNormalization().momentum(0.75);
        Output training = layers.batchNormalization(x, layer, true);
        Output later = layers.apply(x, layer, false);
        List<Output> updates = tf.graph().collection(Layer.UPDATE_OPS, Output.class);
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            requireNormalized(session.feed(x, BATCH).run(later), new double[][] {{0, 1}, {0, 1}});
            requireNormalized(session.feed(x, BATCH).run(training), new double[][] {moments(0), moments(1)});
            double[][] moving = {{0, 1}, {0, 1}};
            for (int step = 0; step < 3; step++) {
                session.feed(x, BATCH).run(updates.get(0), updates.get(1));
                for (int j = 0; j < 2; j++) {
                    moving[j][0] = 0.75 * moving[j][0] + 0.25 * moments(j)[0];
                    moving[j][1] = 0.75 * moving[j][1] + 0.25 * moments(j)[1];
                }
            }
            requireNormalized(session.feed(x, BATCH).run(later), moving);
        }
    }

    @Test
    void batchNormalizationGoesByAFedPhase() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 2), "x");
        Output training = tf.placeholder(BOOL, Shape.of(), "training");
        Output y = layers.batchNormalization(x, new BatchNormalization().momentum(0.5), training);
        List<Output> updates = tf.graph().collection(Layer.UPDATE_OPS, Output.class);
        Output squares = tf.reduceSum(tf.square(y));
        var gradient = (Gradient.Dense)
                Gradients.of(tf, squares).withRespectTo(List.of(x)).get(0);
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            requireNormalized(
                    session.feed(x, BATCH)
                            .feed(training, false)
                            .run(y, updates.get(0), updates.get(1))
                            .get(y),
                    new double[][] {{0, 1}, {0, 1}});
            requireNormalized(
                    session.feed(x, BATCH).feed(training, true).run(y), new double[][] {moments(0), moments(1)});
            requireNormalized(session.feed(x, BATCH).feed(training, false).run(y), new double[][] {{0, 1}, {0, 1}});
            Tensor slope = session.feed(x, BATCH).feed(training, false).run(gradient.value());
            assertThat(slope.doubleAt(3)).isCloseTo(2 * -4 / 1.001, within(1e-5));
        }
    }

    @Test
    void batchNormalizationTakesAnotherAxis() {
        Output x = tf.placeholder(FLOAT32, Shape.of(2, 4), "x");
        Output y = layers.batchNormalization(x, new BatchNormalization().axis(0), true);
        float[][] turned = new float[2][4];
        for (int i = 0; i < 8; i++) {
            turned[i % 2][i / 2] = BATCH[i / 2][i % 2];
        }
        Output back = tf.transpose(y);
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            requireNormalized(session.feed(x, turned).run(back), new double[][] {moments(0), moments(1)});
        }
    }

    @Test
    void dropoutDropsOnlyWhileTraining() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1), "x");
        Output training = tf.placeholder(BOOL, Shape.of(), "training");
        assertThat(layers.dropout(x, 0.25, false).name()).isEqualTo("dropout/Identity:0");
        assertThat(layers.dropout(x, 0.25, true).name()).isEqualTo("dropout_1/dropout/mul_1:0");
        Output y = layers.dropout(x, 0.25, training);
        float[] ones = new float[10_000];
        Arrays.fill(ones, 1);
        try (var session = new Session(tf.graph())) {
            assertThat(session.feed(x, ones).feed(training, false).run(y).toFloatArray())
                    .isEqualTo(ones);
            float[] dropped = session.feed(x, ones).feed(training, true).run(y).toFloatArray();
            int zeros = 0;
            for (float value : dropped) {
                assertThat(value).isIn(0f, 1 / 0.75f);
                zeros += value == 0 ? 1 : 0;
            }
            assertThat(zeros).isBetween(2300, 2700); // 5 standard deviations around 2500
        }
    }

    @Test
    void denseTakesInputsOfHigherRank() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, -1, 2), "x");
        Output y = layers.dense(
                x,
                new Dense(1)
                        .kernelInitializer(tf.initializers.constant(new float[] {2, 3}))
                        .biasInitializer(tf.initializers.constant(10f)));
        assertThat(y.shape()).isEqualTo(Shape.of(-1, -1, 1));
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            assertThat(session.feed(x, new float[][][] {{{1, 2}, {3, 4}, {0, 1}}})
                            .run(y))
                    .isEqualTo(Tensor.of(new float[][][] {{{18}, {28}, {13}}}));
        }
    }

    @Test
    void layersTrainWithAnOptimizer() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 2), "x");
        Output loss = tf.reduceMean(tf.square(layers.dense(x, 1)));
        Op step = new TrainOps(tf).gradientDescent(0.01).minimize(loss);
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            float before = session.feed(x, BATCH).run(loss).toFloat();
            session.feed(x, BATCH).run(step);
            assertThat(session.feed(x, BATCH).run(loss).toFloat()).isLessThan(before);
        }
    }

    @Test
    void wrongShapesAndNamesAreExplained() {
        Output vector = tf.placeholder(FLOAT32, Shape.of(-1), "v");
        Output wide = tf.placeholder(FLOAT32, Shape.of(-1, -1), "w");
        Output any = tf.placeholder(FLOAT32, "a");
        assertThatThrownBy(() -> layers.dense(vector, 2))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("expected min_ndim=2, found ndim=1");
        assertThatThrownBy(() -> layers.dense(any, 2)).hasMessageContaining("its rank must be known");
        assertThatThrownBy(() -> layers.dense(wide, 2)).hasMessageContaining("should be defined");
        assertThatThrownBy(() -> layers.conv2d(wide, 2, 3)).hasMessageContaining("expected ndim=4, found ndim=2");
        assertThatThrownBy(() -> layers.dense(wide, 2, "rely"))
                .hasMessageContaining("Unknown activation function: 'rely'. Did you mean 'relu'?");
        assertThatThrownBy(() -> new Conv2D(3, 3).padding("sam")).hasMessageContaining("Did you mean 'same'?");
        assertThatThrownBy(() -> layers.dropout(wide, 1.5, true)).hasMessageContaining("rate must be a number in");
        assertThatThrownBy(() -> new Dense(0)).hasMessageContaining("at least 1 unit");
    }

    @Test
    void settingsComeBeforeTheLayerIsApplied() {
        Dense dense = new Dense(2);
        layers.apply(tf.placeholder(FLOAT32, Shape.of(-1, 3), "x"), dense, false);
        assertThatThrownBy(() -> dense.useBias(false))
                .hasMessageContaining("Layer dense has its place in a graph already: set useBias before");
    }
}
