package org.headrace.examples;

import static org.headrace.core.DType.FLOAT32;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.headrace.Tf;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.PreparedRun;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Reads the numbers 0 to 5 from pictures of hands: linear, relu, linear, relu, linear, softmax, with 25, 12 and 6 units.
 * An example is a column here, as the tutorial has it: X is (12288, m), Y is (6, m).
 */
@Command(
        name = "signs",
        description = "Learn to read the numbers 0 to 5 from pictures of hands.",
        showDefaultValues = true)
final class SignLanguage implements Callable<Integer> {
    private static final int BATCH = 32;
    private static final int PRINT_EVERY = 100;
    private static final int CURVE_EVERY = 5;
    private static final int FIRST_SEED = 3;
    private static final double LEARNING_RATE = 0.0001;
    private static final int SAMPLE_ROWS = 5;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder with train_signs.h5 and test_signs.h5; without it, hands are drawn.")
    private @Nullable Path data;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = Count.class,
            description = "How many times to go through the pictures.")
    private int epochs = 1500;

    @Option(names = "--curve", paramLabel = "FILE", description = "Where to draw the cost, as PNG.")
    private Path curve = Path.of("signs-cost.png");

    @Option(names = "--samples", paramLabel = "FILE", description = "Where to show some of the pictures, as PNG.")
    private Path samples = Path.of("signs-samples.png");

    /** The graph: what is fed, what a step runs, what is evaluated. */
    private record Model(Tf tf, Output x, Output y, Output cost, Op step, Output accuracy) {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        SignsData signs = load(out);
        Pictures train = signs.train();
        Pictures test = signs.test();
        out.println("number of training examples = " + train.size());
        out.println("number of test examples = " + test.size());
        Tensor xTrain = Tensor.wrap(Shape.of(Pictures.FEATURES, train.size()), train.columns());
        Tensor yTrain = Tensor.wrap(Shape.of(Pictures.CLASSES, train.size()), train.oneHot());
        Tensor xTest = Tensor.wrap(Shape.of(Pictures.FEATURES, test.size()), test.columns());
        Tensor yTest = Tensor.wrap(Shape.of(Pictures.CLASSES, test.size()), test.oneHot());
        out.println("X_train shape: " + xTrain.shape());
        out.println("Y_train shape: " + yTrain.shape());
        out.println("X_test shape: " + xTest.shape());
        out.println("Y_test shape: " + yTest.shape());

        Model model = model();
        try (var session = model.tf().session()) {
            session.run(model.tf().globalVariablesInitializer());
            double[] costs = train(session, model, train, out);
            out.println("Parameters have been trained");
            out.println("Train Accuracy: "
                    + session.feed(model.x(), xTrain).feed(model.y(), yTrain).run(model.accuracy()));
            out.println("Test Accuracy: "
                    + session.feed(model.x(), xTest).feed(model.y(), yTest).run(model.accuracy()));
            drawCurve(costs, out);
        }
        return 0;
    }

    private SignsData load(PrintWriter out) throws IOException {
        SignsData signs;
        if (data == null) {
            out.println("No --data, so the hands are drawn (the photographs are in the course's own files).");
            signs = HandPainter.dataSet(0);
        } else {
            signs = SignsData.read(data);
        }
        HandPainter.writeSamples(signs.train(), SAMPLE_ROWS, samples);
        out.println("Some of the pictures are in " + samples);
        return signs;
    }

    /** Builds the graph as the tutorial does. */
    private static Model model() {
        var tf = Tf.create();
        tf.setRandomSeed(1);
        Output x = tf.placeholder(FLOAT32, Shape.of(Pictures.FEATURES, -1), "X");
        Output y = tf.placeholder(FLOAT32, Shape.of(Pictures.CLASSES, -1), "Y");

        // Initialize the parameters
        Output w1 = tf.getVariable("W1", Shape.of(25, Pictures.FEATURES), tf.initializers.xavier(1L));
        Output b1 = tf.getVariable("b1", Shape.of(25, 1), tf.initializers.zeros());
        Output w2 = tf.getVariable("W2", Shape.of(12, 25), tf.initializers.xavier(1L));
        Output b2 = tf.getVariable("b2", Shape.of(12, 1), tf.initializers.zeros());
        Output w3 = tf.getVariable("W3", Shape.of(6, 12), tf.initializers.xavier(1L));
        Output b3 = tf.getVariable("b3", Shape.of(6, 1), tf.initializers.zeros());

        // Forward propagation
        Output z1 = tf.add(tf.matmul(w1, x), b1);
        Output a1 = tf.nn.relu(z1);
        Output z2 = tf.add(tf.matmul(w2, a1), b2);
        Output a2 = tf.nn.relu(z2);
        Output z3 = tf.add(tf.matmul(w3, a2), b3);

        // Cost: softmax cross entropy wants an example a row
        Output logits = tf.transpose(z3);
        Output labels = tf.transpose(y);
        Output cost = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits(labels, logits));

        // Backpropagation and the update of the parameters
        Op step = tf.train.adam(LEARNING_RATE).minimize(cost);

        // How often the largest of the six is the right one
        Output correct = tf.equal(tf.argmax(z3), tf.argmax(y));
        Output accuracy = tf.reduceMean(tf.cast(correct, FLOAT32));
        return new Model(tf, x, y, cost, step, accuracy);
    }

    /** Trains, and returns the cost of every fifth epoch. */
    private double[] train(Session session, Model model, Pictures pictures, PrintWriter out) {
        var batches = new MiniBatches(pictures, BATCH, FIRST_SEED);
        Step[] steps = new Step[batches.count()];
        Step full = new Step(session, model, batches.size(0));
        Arrays.fill(steps, full);
        int last = steps.length - 1;
        if (batches.size(last) != batches.size(0)) {
            steps[last] = new Step(session, model, batches.size(last));
        }
        double[] costs = new double[(epochs + CURVE_EVERY - 1) / CURVE_EVERY];
        try (var progress = Progress.of("signs", epochs)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                batches.nextEpoch();
                double epochCost = 0;
                for (int i = 0; i < steps.length; i++) {
                    epochCost += steps[i].run(batches, i) / batches.fullCount();
                }
                if (epoch % PRINT_EVERY == 0) {
                    out.println(String.format(Locale.ROOT, "Cost after epoch %d: %f", epoch, epochCost));
                }
                if (epoch % CURVE_EVERY == 0) {
                    costs[epoch / CURVE_EVERY] = epochCost;
                }
                progress.step();
            }
        }
        return costs;
    }

    /** One training step on mini-batches of one size, made ready once: it allocates nothing. */
    private static final class Step {
        private final float[] x;
        private final float[] y;
        private final PreparedRun run;

        Step(Session session, Model model, int size) {
            x = new float[Pictures.FEATURES * size];
            y = new float[Pictures.CLASSES * size];
            run = session.prepare(List.of(model.step(), model.cost()), List.of(model.x(), model.y()))
                    .feed(0, Tensor.wrap(Shape.of(Pictures.FEATURES, size), x))
                    .feed(1, Tensor.wrap(Shape.of(Pictures.CLASSES, size), y));
        }

        /** Trains on mini-batch {@code i}; its cost before. */
        double run(MiniBatches batches, int i) {
            batches.fill(i, x, y);
            return run.run().get(1).toDouble();
        }
    }

    private void drawCurve(double[] costs, PrintWriter out) throws IOException {
        new Curve("Learning rate " + LEARNING_RATE, "epoch", CURVE_EVERY, "cost", costs).writePng(curve);
        out.println("The cost is drawn in " + curve);
    }
}
