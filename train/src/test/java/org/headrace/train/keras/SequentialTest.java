package org.headrace.train.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT64;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.train.TrainOps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of layers, against the same graph made of ops, and against formulas in double precision. */
class SequentialTest {
    private static final float[][] X = {{0, 1, 1}, {1, 1, 1}, {1, 1, 0}, {0, 1, 0}, {1, 0, 1}};
    private static final float[][] Y = {{1.0f}, {0.5f}, {0.0f}, {0.0f}, {0.7f}};
    private static final float[][] KERNEL = {{0.5f, -0.25f}, {0.125f, 0.75f}, {-0.5f, 1}};
    private static final float[] BIAS = {0.25f, -0.5f};
    private static final float[][] LAST = {{1}, {-0.75f}};

    private final Ops tf = Ops.on(new Graph());
    private final KerasOps keras = new KerasOps(tf);

    private Sequential twoLayers() {
        return keras.sequential(new Dense(2).activation("sigmoid").inputShape(3), new Dense(1).activation("sigmoid"));
    }

    private static final Fit STEPS = new Fit().epochs(5).shuffle(false).batchSize(5);

    @Test
    void fiveStepsEqualThoseOfTheGraphMadeByHand() {
        Sequential model = twoLayers().compile("sgd", "mse");
        model.setWeights(List.of(KERNEL, BIAS, LAST, new float[] {0}));
        double[] losses = model.fit(X, Y, STEPS).get("loss");

        Ops ops = Ops.on(new Graph());
        Output x = ops.placeholder(FLOAT32, Shape.of(-1, 3), "x");
        Output y = ops.placeholder(FLOAT32, Shape.of(-1, 1), "y");
        Output w1 = ops.variable(KERNEL, "w1");
        Output b1 = ops.variable(BIAS, "b1");
        Output w2 = ops.variable(LAST, "w2");
        Output b2 = ops.variable(new float[] {0}, "b2");
        Output hidden = ops.sigmoid(ops.nn.biasAdd(ops.matmul(x, w1), b1));
        Output p = ops.sigmoid(ops.nn.biasAdd(ops.matmul(hidden, w2), b2));
        Output loss = ops.reduceMean(ops.reduceMean(ops.math.squaredDifference(p, y), -1));
        Op step = new TrainOps(ops).gradientDescent(0.01).minimize(loss);
        try (var session = new Session(ops.graph())) {
            session.run(ops.globalVariablesInitializer());
            for (int i = 0; i < 5; i++) {
                double expected =
                        session.feed(x, X).feed(y, Y).run(step, loss).get(loss).toDouble();
                assertThat(losses[i]).isCloseTo(expected, within(1e-15)); // a sum of 5 times the loss, divided by 5
            }
            assertThat(model.getWeights())
                    .containsExactly(session.run(w1), session.run(b1), session.run(w2), session.run(b2));
            assertThat(model.predict(X)).isEqualTo(session.feed(x, X).run(p));
        }
    }

    /** Plain gradient descent on the mean square, in double precision. */
    @Test
    void fiveStepsEqualTheFormula() {
        Sequential model = keras.sequential(new Dense(1).activation("sigmoid").inputShape(3));
        model.compile(new TrainOps(tf).gradientDescent(0.5), "mse");
        model.setWeights(List.of(new float[][] {{0.5f}, {-0.25f}, {0.125f}}, new float[] {0.25f}));
        double[] losses = model.fit(X, Y, STEPS).get("loss");
        double[] w = {0.5, -0.25, 0.125, 0.25};
        for (int step = 0; step < 5; step++) {
            double loss = 0;
            double[] slope = new double[4];
            for (int i = 0; i < 5; i++) {
                double z = w[3] + w[0] * X[i][0] + w[1] * X[i][1] + w[2] * X[i][2];
                double p = 1 / (1 + Math.exp(-z));
                double error = p - Y[i][0];
                loss += error * error / 5;
                double dz = 2 * error * p * (1 - p) / 5;
                for (int j = 0; j < 3; j++) {
                    slope[j] += dz * X[i][j];
                }
                slope[3] += dz;
            }
            assertThat(losses[step]).isCloseTo(loss, within(1e-6));
            for (int j = 0; j < 4; j++) {
                w[j] -= 0.5 * slope[j];
            }
        }
        assertThat(model.getWeights().get(0).toDoubleArray())
                .containsExactly(new double[] {w[0], w[1], w[2]}, within(1e-6));
    }

    @Test
    void theGraphIsAnOrdinaryOne() {
        Sequential model = twoLayers();
        assertThat(model.input()).hasToString("Tensor(\"dense_input:0\", shape=(?, 3), dtype=float32)");
        assertThat(model.output()).hasToString("Tensor(\"dense_1/Sigmoid:0\", shape=(?, 1), dtype=float32)");
        assertThat(model.weights())
                .extracting(Output::name)
                .containsExactly("dense/kernel:0", "dense/bias:0", "dense_1/kernel:0", "dense_1/bias:0");
        Tensor alone = model.session().feed("dense_input:0", X).run(model.output());
        assertThat(model.predict(X)).isEqualTo(alone);
        assertThat(model.predict(X, 2)).isEqualTo(alone);
        assertThat(model.predict(new float[0][3]).shape()).isEqualTo(Shape.of(0, 1));
    }

    @Test
    void aModelWithoutInputShapeIsBuiltByItsData() {
        Sequential model = keras.sequential(new Dense(3).activation("sigmoid"), new Dense(1));
        model.compile("sgd", "mse");
        assertThatThrownBy(model::summary)
                .isInstanceOf(FailedPreconditionException.class)
                .hasMessageContaining("has not yet been built");
        assertThat(model.fit(X, Y).get("loss")).hasSize(1);
        assertThat(model.input().shape()).isEqualTo(Shape.of(-1, 3));
    }

    @Test
    void lossesAreMeansOverExamples() {
        Sequential model = keras.sequential(new Dense(1).inputShape(3));
        model.compile("sgd", "mae", "mse");
        model.setWeights(List.of(new float[][] {{1}, {2}, {3}}, new float[] {0}));
        // predictions 5, 6, 3, 2, 4; errors 4, 5.5, 3, 2, 3.3
        Logs logs = model.evaluate(X, Y, 2);
        assertThat(logs.get("loss")).isCloseTo(17.8 / 5, within(1e-6));
        assertThat(logs.get("mean_squared_error")).isCloseTo((16 + 30.25 + 9 + 4 + 10.89) / 5, within(1e-5));
        assertThat(logs.names()).containsExactly("loss", "mean_squared_error");
        assertThat(logs)
                .hasToString("loss: " + logs.get("loss") + " - mean_squared_error: " + logs.get("mean_squared_error"));
    }

    private static final float[][] SCORES = {{1, 2, 0.5f}, {0, -1, 3}};

    /** A model that gives the softmax or sigmoid of what it is fed. */
    private Sequential bare(String activation) {
        return keras.sequential(new Dense(3)
                .activation(activation)
                .kernelInitializer((s, dtype, shape) -> s.constant(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}))
                .inputShape(3));
    }

    private static double logSoftmax(float[] row, int label) {
        double sum = 0;
        for (float x : row) {
            sum += Math.exp(x);
        }
        return row[label] - Math.log(sum);
    }

    @Test
    void crossEntropiesAreTheFormulas() {
        double expected = -(logSoftmax(SCORES[0], 0) + logSoftmax(SCORES[1], 2)) / 2;
        Sequential sparse = bare("softmax").compile("sgd", "sparse_categorical_crossentropy", "accuracy");
        assertThat(sparse.evaluate(SCORES, new int[] {0, 2}).get("loss")).isCloseTo(expected, within(1e-6));
        assertThat(sparse.evaluate(SCORES, new int[][] {{0}, {2}}).get("acc")).isEqualTo(0.5);
        assertThat(sparse.graph().output("dense_target:0").dtype()).isEqualTo(INT64);

        Sequential oneHot = bare("softmax").compile("sgd", "categorical_crossentropy", "accuracy");
        Logs logs = oneHot.evaluate(SCORES, new float[][] {{1, 0, 0}, {0, 0, 1}});
        assertThat(logs.get("loss")).isCloseTo(expected, within(1e-6));
        assertThat(logs.get("acc")).isEqualTo(0.5);

        Sequential binary = bare("sigmoid").compile("sgd", "binary_crossentropy", "binary_accuracy");
        double sum = 0;
        float[][] truth = {{1, 0, 0}, {0, 1, 1}};
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                double p = 1 / (1 + Math.exp(-SCORES[i][j]));
                sum -= Math.log(truth[i][j] == 1 ? p : 1 - p);
            }
        }
        Logs both = binary.evaluate(SCORES, truth);
        assertThat(both.get("loss")).isCloseTo(sum / 6, within(1e-6));
        // sigmoids above 1/2: all of the first row, the last of the second
        assertThat(both.get("binary_accuracy")).isCloseTo(3 / 6.0, within(1e-7));
    }

    @Test
    void crossEntropiesOfProbabilitiesKeepAwayFromZero() {
        Sequential linear = bare("linear").compile("sgd", "categorical_crossentropy");
        float[][] p = {{0.25f, 0.5f, 0.25f}, {0, 2, 2}};
        double expected = -(Math.log(0.5) + Math.log(1e-7)) / 2;
        assertThat(linear.evaluate(p, new float[][] {{0, 1, 0}, {1, 0, 0}}).get("loss"))
                .isCloseTo(expected, within(1e-5));
    }

    @Test
    void theLastExamplesAreForValidation() {
        Sequential model = keras.sequential(new Dense(1).inputShape(1));
        model.compile(new TrainOps(tf).gradientDescent(1e-30), "mae");
        model.setWeights(List.of(new float[][] {{1}}, new float[] {0}));
        float[] x = {1, 2, 3, 4, 50, 60, 70};
        History history =
                model.fit(x, new float[7], new Fit().epochs(2).batchSize(3).validationSplit(0.3));
        // 7 * (1 - 0.3) = 4.8999..., of which Python's int is 4
        assertThat(history.get("loss")).containsExactly(new double[] {2.5, 2.5}, within(1e-6));
        assertThat(history.get("val_loss")).containsExactly(new double[] {60, 60}, within(1e-5));
        assertThat(history.epochs()).containsExactly(0, 1);

        History other = model.fit(x, new float[7], new Fit().validationData(new float[] {8}, new float[] {0}));
        assertThat(other.get("val_loss")).containsExactly(new double[] {8}, within(1e-6));
        assertThatThrownBy(() -> other.get("vel_loss")).hasMessageContaining("Did you mean 'val_loss'?");
    }

    @Test
    void eachEpochHasItsOrderAndASeedRepeatsIt() {
        double[] first = shuffledLosses(7);
        assertThat(shuffledLosses(7)).containsExactly(first);
        assertThat(shuffledLosses(8)).isNotEqualTo(first);
    }

    private static double[] shuffledLosses(long seed) {
        Ops tf = Ops.on(new Graph());
        Sequential model = new KerasOps(tf).sequential(new Dense(1).inputShape(3));
        model.compile(new TrainOps(tf).gradientDescent(0.1), "mse");
        model.setWeights(List.of(new float[][] {{1}, {2}, {3}}, new float[] {0}));
        return model.fit(X, Y, new Fit().epochs(4).batchSize(1).seed(seed)).get("loss");
    }

    @Test
    void dropoutAndBatchNormalizationTellTrainingFromUse() {
        Sequential model =
                keras.sequential(new BatchNormalization().momentum(0.5).inputShape(1), new Dropout(0.5), new Dense(1));
        model.compile(new TrainOps(tf).gradientDescent(1e-30), "mse");
        model.setWeights(List.of(
                new float[] {1}, new float[] {0}, new float[] {0}, new float[] {1}, new float[][] {{1}}, new float[] {0
                }));
        float[] x = {2, 4, 6, 8};
        model.fit(x, x, new Fit().epochs(1).batchSize(4));
        assertThat(model.getWeights().get(2).toFloatArray()).containsExactly(2.5f); // halfway to 5
        assertThat(model.getWeights().get(3).toFloatArray()).containsExactly(3f); // halfway from 1 to 5
        double expected = (2 - 2.5) / Math.sqrt(3.001);
        assertThat(model.predict(x).doubleAt(0)).isCloseTo(expected, within(1e-6));
        assertThat(model.predict(x)).isEqualTo(model.predict(x));
        assertThat(model.output().name()).isEqualTo("dense/BiasAdd:0");
        assertThat(model.graph().op("training/dropout/dropout/mul_1")).isNotNull();
        assertThat(model.graph().ops().stream().map(Op::name)).noneMatch(name -> name.contains("cond"));
    }

    @Test
    void frozenLayersKeepTheirWeights() {
        Sequential model = keras.sequential(new Dense(2).trainable(false).inputShape(3), new Dense(1));
        model.compile("adam", "mse");
        List<Tensor> before = model.getWeights();
        model.fit(X, Y);
        List<Tensor> after = model.getWeights();
        assertThat(after.get(0)).isEqualTo(before.get(0));
        assertThat(after.get(2)).isNotEqualTo(before.get(2));
    }

    @Test
    void penaltiesJoinTheLoss() {
        Sequential model = keras.sequential(
                new Dense(1).kernelRegularizer(tf.regularizers.l2(0.5)).inputShape(3));
        model.compile(new TrainOps(tf).gradientDescent(0.1), "mse");
        List<Tensor> weights = List.of(Tensor.of(new float[][] {{1}, {2}, {3}}), Tensor.of(new float[] {0}));
        model.setWeights(weights);
        float[][] zeros = new float[2][3];
        // 0.5 * (1 + 4 + 9) / 2; each weight loses 0.1 * 0.5 of itself
        assertThat(model.fit(zeros, new float[2]).get("loss")).containsExactly(new double[] {3.5}, within(1e-6));
        assertThat(model.getWeights().get(0).toDoubleArray())
                .containsExactly(new double[] {0.95, 1.9, 2.85}, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "rmsprop", "adagrad", "adadelta", "adam", "adamax"})
    void everyNamedOptimizerGoesDownhill(String name) {
        Sequential model = twoLayers().compile(name, "mse");
        model.setWeights(List.of(KERNEL, BIAS, LAST, new float[] {0}));
        double[] losses = model.fit(X, Y, STEPS).get("loss");
        for (int i = 1; i < 5; i++) {
            assertThat(losses[i]).isLessThan(losses[i - 1]);
        }
    }

    @Test
    void aStepAllocatesNothingOnceBothSizesHaveBeenSeen() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long[] allocated = new long[2000];
        Sequential model =
                keras.sequential(new Dense(4).activation("relu").inputShape(3), new Dropout(0.5), new Dense(1));
        model.compile("adam", "mse", "mae");
        int examples = 2 * allocated.length - 1;
        model.fit(
                new float[examples][3],
                new float[examples],
                new Fit()
                        .epochs(8)
                        .batchSize(2)
                        .callbacks(new LambdaCallback()
                                .onBatchEnd((m, batch, seen, logs) ->
                                        allocated[batch] = threads.getThreadAllocatedBytes(thread))));
        long bytes = allocated[allocated.length - 1] - allocated[0];
        assertThat(bytes).as("one object a step would be 16 bytes a step").isLessThan(8L * allocated.length);
    }

    @Test
    void wordsAreEmbedded() {
        Sequential model = keras.sequential(new Embedding(5, 2).inputShape(3), new Flatten(), new Dense(1));
        model.compile("sgd", "mse");
        float[][] rows = {{0, 1}, {2, 3}, {4, 5}, {6, 7}, {8, 9}};
        model.setWeights(List.of(rows, new float[][] {{1}, {1}, {1}, {1}, {1}, {1}}, new float[] {0}));
        assertThat(model.predict(new int[][] {{0, 4, 1}})).isEqualTo(Tensor.of(new float[][] {{1 + 17 + 5}}));
        model.fit(new int[][] {{0, 4, 1}}, new float[] {22});
        Tensor changed = model.getWeights().get(0);
        // d(y - 22)^2 = 2, times 0.01
        assertThat(changed.doubleAt(0)).isCloseTo(-0.02, within(1e-6));
        assertThat(changed.doubleAt(4)).isEqualTo(4);
        assertThat(model.getLayer("embedding").weights().get(0).name()).isEqualTo("embedding/embeddings:0");
    }

    @Test
    void mistakesAreExplained() {
        Sequential model = twoLayers();
        assertThatThrownBy(() -> model.fit(X, Y))
                .isInstanceOf(FailedPreconditionException.class)
                .hasMessageContaining("You must compile a model before training/testing");
        assertThatThrownBy(() -> model.compile("adamm", "mse")).hasMessageContaining("Did you mean 'adam'?");
        assertThatThrownBy(() -> model.compile("adam", "msa")).hasMessageContaining("Did you mean 'mse'?");
        assertThatThrownBy(() -> model.compile("adam", "mse", "accuracey"))
                .hasMessageContaining("Did you mean 'accuracy'?");
        model.compile("adam", "mse");
        assertThatThrownBy(() -> model.fit(X, new float[] {1, 2}))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Found 5 input samples and 2 target samples");
        assertThatThrownBy(() -> model.fit(new float[5][4], Y))
                .hasMessageContaining("expected dense_input to have shape (?, 3) but got array with shape (5, 4)");
        assertThatThrownBy(() -> model.fit(X, new float[5][2]))
                .hasMessageContaining("expected dense_1_target to have shape (?, 1)");
        assertThatThrownBy(() -> model.fit(X, new String[] {"a"})).hasMessageContaining("to be float32");
        assertThatThrownBy(() -> model.predict(new float[] {1, 2})).hasMessageContaining("dense_input");
        assertThatThrownBy(() -> model.fit(new float[0][3], new float[0][1]))
                .hasMessageContaining("nothing to train with");
        assertThatThrownBy(() -> model.setWeights(List.of(KERNEL))).hasMessageContaining("expects 4 weights");
        assertThatThrownBy(() -> model.getLayer("dense_2")).hasMessageContaining("Did you mean 'dense");
        assertThatThrownBy(() -> model.getLayer(2)).hasMessageContaining("model only has 2 layers");
        assertThatThrownBy(() -> model.add(new Dense(1))).hasMessageContaining("add layers before");
        assertThatThrownBy(() -> new Fit().validationSplit(1)).hasMessageContaining("from 0 to below 1");
        assertThatThrownBy(() -> new Fit().batchSize(0)).hasMessageContaining("`batch_size` must be at least 1");
        assertThatThrownBy(() -> keras.sequential().predict(X)).hasMessageContaining("has no layers");
        Dense shared = new Dense(1);
        keras.sequential(shared);
        assertThatThrownBy(() -> keras.sequential(shared)).hasMessageContaining("part of a network already");
    }

    @Test
    void oneHotAndClassesAreToldApart() {
        Sequential model = keras.sequential(new Dense(3).activation("softmax").inputShape(3));
        model.compile("sgd", "categorical_crossentropy");
        assertThatThrownBy(() -> model.fit(X, new int[] {0, 1, 2, 0, 1}))
                .hasMessageContaining("compile with the loss sparse_categorical_crossentropy");
        model.compile("sgd", "sparse_categorical_crossentropy");
        assertThatThrownBy(() -> model.fit(X, new int[5][3]))
                .hasMessageContaining("compile with the loss categorical_crossentropy");
    }

    @Test
    void aModelWithoutWeightsCannotBeTrained() {
        Sequential flat = keras.sequential(new Flatten().inputShape(2));
        assertThatThrownBy(() -> flat.compile("sgd", "mse")).hasMessageContaining("has no weights to train");
    }
}
