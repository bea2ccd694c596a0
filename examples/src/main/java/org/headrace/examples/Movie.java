package org.headrace.examples;

import static org.headrace.core.DType.FLOAT32;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.headrace.Tf;
import org.headrace.core.Fetch;
import org.headrace.core.Fetched;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What movie to see today? Five movies are known by their genres, and how much somebody liked them; one layer with three
 * weights learns to tell. Trained twice: by an optimizer, and by hand-made gradients and assignments.
 */
@Command(
        name = "movie",
        description = "Learn from five movies what somebody likes, by an optimizer and by hand.",
        showDefaultValues = true)
final class Movie implements Callable<Integer> {
    private static final String[] MOVIES = {
        "Pokemon Detective Pikachu", "Deadpool 2", "The Devil Wears Prada", "American Pie", "John Wick"
    };

    /** Drama, comedy, action. */
    static final float[][] GENRES = {{0, 1, 1}, {1, 1, 1}, {1, 1, 0}, {0, 1, 0}, {1, 0, 1}};

    static final float[][] RATINGS = {{1.0f}, {0.5f}, {0.0f}, {0.0f}, {0.7f}};

    private static final int PRINT_EVERY = 500;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--epochs", paramLabel = "N", converter = Count.class, description = "How many steps to train.")
    private int epochs = 5000;

    @Option(names = "--seed", paramLabel = "N", description = "What the first weights are drawn from.")
    private long seed = 1;

    @Option(names = "--curve", paramLabel = "FILE", description = "Where to draw the loss, as PNG.")
    private Path curve = Path.of("movie-loss.png");

    /**
     * The graph of a training.
     *
     * @param x the genres
     * @param y the ratings
     * @param update what a step runs beside the loss
     */
    record Network(Tf tf, Output x, Output y, Output prediction, Output loss, Fetch update) {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("With an optimizer:");
        double[] losses = train(withOptimizer(seed), out);
        out.println("By hand:");
        train(byHand(seed), out);
        new Curve("What movie to see today", "epoch", 1, "loss", losses).writePng(curve);
        out.println("The loss of the first training is drawn in " + curve);
        return 0;
    }

    static Network withOptimizer(long seed) {
        var tf = Tf.create();
        tf.setRandomSeed(seed);
        // DATA: inputs as x and targets as y
        Output x = tf.placeholder(FLOAT32, Shape.unknown(), "INPUT");
        Output y = tf.placeholder(FLOAT32, Shape.unknown(), "TARGET");
        // TRAINING PARAMETERS: weights as w
        Output w = tf.variable(tf.random.normal(Shape.of(3, 1), 0, 0.3), "WEIGHTS");
        // FORWARD PASS: one layer perceptron with sigmoid activation
        Output prediction = tf.withName("OUTPUT").sigmoid(tf.matmul(x, w));
        // LOSS: mean squared error
        Output loss = tf.losses.meanSquaredError(y, prediction);
        // TRAINING PART: the optimizer minimizes the loss
        Op train = tf.train.gradientDescent(0.01).minimize(loss);
        return new Network(tf, x, y, prediction, loss, train);
    }

    static Network byHand(long seed) {
        var tf = Tf.create();
        tf.setRandomSeed(seed);
        Output x = tf.placeholder(FLOAT32, Shape.unknown(), "INPUT");
        Output y = tf.placeholder(FLOAT32, Shape.unknown(), "TARGET");
        Output w = tf.variable(tf.random.normal(Shape.of(3, 1), 0, 0.3), "WEIGHTS");
        Output prediction = tf.withName("OUTPUT").sigmoid(tf.matmul(x, w));
        Output loss = tf.reduceMean(tf.pow(tf.sub(prediction, y), 2));
        // TRAINING PART: the same as above, in our own words
        Output derivative = tf.gradients(loss, w).get(0);
        derivative = tf.reshape(derivative, 3, 1);
        Output learningRate = tf.constant(0.01f);
        Output updateWeights = tf.withName("UPD_W").assign(w, tf.sub(w, tf.mul(learningRate, derivative)));
        return new Network(tf, x, y, prediction, loss, updateWeights);
    }

    private double[] train(Network network, PrintWriter out) {
        double[] losses = new double[epochs];
        try (var session = network.tf().session();
                var progress = Progress.of("movie", epochs)) {
            session.run(network.tf().globalVariablesInitializer());
            for (int i = 0; i < epochs; i++) {
                Fetched fetched = session.feed(network.x(), GENRES)
                        .feed(network.y(), RATINGS)
                        .run(network.update(), network.loss());
                Tensor loss = fetched.get(network.loss());
                losses[i] = loss.toDouble();
                if (i == 0 || (i + 1) % PRINT_EVERY == 0 || i + 1 == epochs) {
                    out.println("Epoch  " + (i + 1) + " ; loss  " + loss);
                }
                progress.step();
            }
            Tensor predictions = session.feed(network.x(), GENRES).run(network.prediction());
            out.println("Prediction after training:");
            List<String> rows = predictions.toString().lines().toList();
            for (int i = 0; i < rows.size(); i++) {
                out.println(rows.get(i) + " -> ground truth " + RATINGS[i][0] + ", " + MOVIES[i]);
            }
        }
        return losses;
    }
}
