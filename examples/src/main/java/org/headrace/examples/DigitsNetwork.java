package org.headrace.examples;

import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.headrace.Tf;
import org.headrace.core.Fetched;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.train.data.NumpyRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads handwritten digits, 8 x 8 grey levels, with two hidden layers: the usual first network on real data. */
@Command(
        name = "digits",
        description = "Learn to read handwritten digits with mini-batches and Adam.",
        showDefaultValues = true)
final class DigitsNetwork implements Callable<Integer> {
    private static final int BATCH = 32;
    private static final double TEST_SHARE = 0.2;
    private static final int PRINT_EVERY = 5;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = Count.class,
            description = "How many times to go through the images.")
    private int epochs = 40;

    @Option(names = "--seed", paramLabel = "N", description = "What weights and order are drawn from.")
    private int seed = 1;

    @Option(names = "--curve", paramLabel = "FILE", description = "Where to draw the cost, as PNG.")
    private Path curve = Path.of("digits-cost.png");

    /** The graph: what is fed, what a step runs, what is evaluated. */
    private record Model(Tf tf, Output x, Output labels, Output cost, Op step, Output accuracy) {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Digits.Split digits = Digits.load().split(seed, TEST_SHARE);
        out.println(digits.train().size() + " images to train, " + digits.test().size() + " to test");

        Model model = model();
        double[] costs = new double[epochs];
        try (var session = model.tf().session();
                var progress = Progress.of("digits", epochs)) {
            session.run(model.tf().globalVariablesInitializer());
            var random = new NumpyRandom(seed);
            for (int epoch = 0; epoch < epochs; epoch++) {
                costs[epoch] = trainOneEpoch(session, model, digits.train(), random);
                if (epoch == 0 || (epoch + 1) % PRINT_EVERY == 0 || epoch + 1 == epochs) {
                    out.println(String.format(
                            Locale.ROOT,
                            "epoch %3d: cost %.6f, test accuracy %.4f",
                            epoch + 1,
                            costs[epoch],
                            accuracy(session, model, digits.test())));
                }
                progress.step();
            }
            out.println("Train Accuracy: " + accuracy(session, model, digits.train()));
            out.println("Test Accuracy: " + accuracy(session, model, digits.test()));
        }
        new Curve("Handwritten digits", "epoch", 1, "cost", costs).writePng(curve);
        out.println("The cost is drawn in " + curve);
        return 0;
    }

    private Model model() {
        var tf = Tf.create();
        tf.setRandomSeed(seed);
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, Digits.FEATURES), "x");
        Output labels = tf.placeholder(INT32, Shape.of(-1), "labels");

        Output hidden1 = tf.nn.relu(dense(tf.scope("fc1"), x, Digits.FEATURES, 64));
        Output hidden2 = tf.nn.relu(dense(tf.scope("fc2"), hidden1, 64, 32));
        Output logits = dense(tf.scope("fc3"), hidden2, 32, Digits.CLASSES);

        Output cost = tf.reduceMean(tf.nn.sparseSoftmaxCrossEntropyWithLogits(labels, logits));
        Op step = tf.train.adam(0.001).minimize(cost);

        Output correct = tf.equal(tf.argmax(logits, 1, INT32), labels);
        Output accuracy = tf.reduceMean(tf.cast(correct, FLOAT32));
        return new Model(tf, x, labels, cost, step, accuracy);
    }

    /** A fully connected layer without its activation: {@code x w + b}. */
    private static Output dense(Tf tf, Output x, int inputs, int units) {
        Output w =
                tf.variable(tf.random.truncatedNormal(Shape.of(inputs, units), 0, Math.sqrt(2.0 / inputs)), "weights");
        Output b = tf.variable(tf.zeros(Shape.of(units)), "biases");
        return tf.add(tf.matmul(x, w), b);
    }

    /** Goes through the images in a new order, a mini-batch a step; the mean cost of the steps. */
    private static double trainOneEpoch(Session session, Model model, Digits digits, NumpyRandom random) {
        int[] order = random.permutation(digits.size());
        double sum = 0;
        int steps = 0;
        for (int from = 0; from < order.length; from += BATCH) {
            int[] batch = Arrays.copyOfRange(order, from, Math.min(from + BATCH, order.length));
            float[][] images =
                    Arrays.stream(batch).mapToObj(i -> digits.images()[i]).toArray(float[][]::new);
            int[] labels = Arrays.stream(batch).map(i -> digits.labels()[i]).toArray();
            Fetched fetched =
                    session.feed(model.x(), images).feed(model.labels(), labels).run(model.step(), model.cost());
            sum += fetched.get(model.cost()).toDouble();
            steps++;
        }
        return sum / steps;
    }

    private static float accuracy(Session session, Model model, Digits digits) {
        return session.feed(model.x(), digits.images())
                .feed(model.labels(), digits.labels())
                .run(model.accuracy())
                .toFloat();
    }
}
