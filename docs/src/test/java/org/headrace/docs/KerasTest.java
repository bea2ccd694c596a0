package org.headrace.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.headrace.core.DType.BOOL;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.headrace.Tf;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.train.keras.Dense;
import org.headrace.train.keras.Dropout;
import org.headrace.train.keras.EarlyStopping;
import org.headrace.train.keras.Fit;
import org.headrace.train.keras.GRU;
import org.headrace.train.keras.LSTM;
import org.headrace.train.keras.Layer;
import org.junit.jupiter.api.Test;

/** The code of "Layers and models". */
class KerasTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", ".")).resolve("keras.md");

    @Test
    void aModel() throws IOException {
        var random = new Random(1);
        var xs = new float[120][4];
        var labels = new int[120];
        for (int i = 0; i < 120; i++) {
            labels[i] = i % 3;
            for (int j = 0; j < 4; j++) {
                xs[i][j] = (float) random.nextGaussian() * 0.3f + (j == labels[i] ? 1 : 0);
            }
        }
        // snippet: a model
        var tf = Tf.create();
        tf.setRandomSeed(1);
        var model = tf.keras.sequential(
                new Dense(16).activation("relu").inputShape(4), new Dropout(0.1), new Dense(3).activation("softmax"));
        model.compile("adam", "sparse_categorical_crossentropy", "accuracy");

        var history = model.fit(
                xs,
                labels,
                new Fit()
                        .epochs(30)
                        .batchSize(16)
                        .validationSplit(0.2)
                        .callbacks(new EarlyStopping("val_loss").patience(5).restoreBestWeights(true)));

        double last = history.get("val_acc")[history.epochs().size() - 1];
        var scores = model.evaluate(xs, labels);
        var probabilities = (float[][]) model.predict(xs).toArray();
        // end
        assertThat(last).isGreaterThan(0.6);
        assertThat(scores.get("acc")).isGreaterThan(0.6);
        assertThat(probabilities).hasDimensions(120, 3);
        assertThat(Files.readString(PAGE, UTF_8)).contains("```text\n" + model.summary() + "```\n");
        // snippet: its graph
        assertThat(model.input()).hasToString("Tensor(\"dense_input:0\", shape=(?, 4), dtype=float32)");
        assertThat(model.output()).hasToString("Tensor(\"dense_1/Softmax:0\", shape=(?, 3), dtype=float32)");
        Tensor kernel = model.session().run(model.graph().output("dense/kernel:0"));
        assertThat(kernel.shape()).isEqualTo(Shape.of(4, 16));
        // end
    }

    @Test
    void sequences() {
        var tf = Tf.create();
        // snippet: sequences
        var model = tf.keras.sequential(
                new LSTM(8).returnSequences(true).inputShape(10, 2), new GRU(8), new Dense(1).activation("sigmoid"));
        // end
        assertThat(model.output().shape()).isEqualTo(Shape.of(-1, 1));
        assertThat(model.predict(new float[3][10][2]).shape()).isEqualTo(Shape.of(3, 1));
    }

    @Test
    void layersInAGraph() {
        var tf = Tf.create();
        // snippet: layers
        var x = tf.placeholder(FLOAT32, Shape.of(-1, 8, 8, 1), "x");
        var y = tf.placeholder(INT32, Shape.of(-1), "y");
        var training = tf.placeholder(BOOL, Shape.of(), "training");

        var conv = tf.layers.conv2d(x, 8, 3, "same", "relu");
        var pool = tf.layers.maxPooling2d(conv, 2, 2);
        var norm = tf.layers.batchNormalization(tf.layers.flatten(pool), training);
        var logits = tf.withName("logits").layers.dense(norm, 10);
        var loss = tf.reduceMean(tf.nn.sparseSoftmaxCrossEntropyWithLogits(y, logits));

        var updates = tf.graph().collection(Layer.UPDATE_OPS, Output.class);
        var minimize = tf.train.adam(0.001).minimize(loss);
        var step = tf.group(minimize, tf.group(updates));
        // end
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            var feeds = session.feed(x, Tensor.zeros(FLOAT32, Shape.of(2, 8, 8, 1)))
                    .feed(y, new int[] {1, 2})
                    .feed(training, true);
            float before = feeds.run(loss).toFloat();
            for (int i = 0; i < 20; i++) {
                feeds.run(step);
            }
            assertThat(feeds.run(loss).toFloat()).isLessThan(before);
        }
    }

    // snippet: a layer
    static final class Scale extends Layer<Scale> {
        Scale() {
            super("scale");
        }

        @Override
        protected void build(Ops tf, DType dtype, Shape inputs) {
            addWeight(tf, "factor", Shape.of(), dtype, tf.initializers.ones());
        }

        @Override
        protected Output call(Ops tf, Output inputs, boolean training) {
            return tf.mul(inputs, weights().get(0));
        }
    }
    // end

    @Test
    void aLayerOfOnesOwn() {
        var tf = Tf.create();
        var model = tf.keras.sequential(new Scale().inputShape(2));
        assertThat(model.weights().get(0).name()).isEqualTo("scale/factor:0");
        assertThat(model.predict(new float[][] {{1, 2}})).isEqualTo(Tensor.of(new float[][] {{1, 2}}));
    }
}
