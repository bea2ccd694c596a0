package org.headrace.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.headrace.core.Session;
import org.headrace.examples.MnistGraph.Score;
import org.headrace.train.data.Element;
import org.headrace.train.summary.FileWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Reads handwritten digits with the tutorial's network of 500 and 100 hidden units, or with a convolutional one. What
 * it learns is saved, and TensorBoard shows how it went.
 */
@Command(
        name = "mnist",
        description = "Learn to read MNIST's handwritten digits, with dropout, summaries and a checkpoint.",
        showDefaultValues = true)
final class MnistTutorial implements Callable<Integer> {
    private static final int PRINT_EVERY = 1000;
    private static final int SUMMARY_EVERY = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder with MNIST's four files; without it, the 8 x 8 digits that come with the examples.")
    private @Nullable Path data;

    @Option(names = "--modern", description = "Take the convolutional network.")
    private boolean modern;

    @Option(
            names = "--steps",
            paramLabel = "N",
            converter = Count.class,
            defaultValue = Option.NULL_VALUE,
            description = "How many batches of 100 to train on: 20000, or 1650 for the convolutional network.")
    private @Nullable Integer steps;

    @Option(names = "--seed", paramLabel = "N", description = "What weights, dropout and order are drawn from.")
    private int seed = 1;

    @Option(names = "--logdir", paramLabel = "DIR", description = "Where the event file and the checkpoint go.")
    private Path logdir = Path.of("logs", "mnist");

    @Option(names = "--curve", paramLabel = "FILE", description = "Where to draw the test cost, as PNG.")
    private Path curve = Path.of("mnist-cost.png");

    @Option(names = "--accuracy-curve", paramLabel = "FILE", description = "Where to draw the test accuracy, as PNG.")
    private Path accuracyCurve = Path.of("mnist-accuracy.png");

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        MnistData digits = load(out);
        out.println(digits.trainSize() + " images to train, " + digits.testSize() + " to test");

        MnistNetwork network = modern ? new ConvolutionalNetwork() : new TutorialNetwork();
        int count = steps == null ? network.steps() : steps;
        MnistGraph graph = MnistGraph.of(network, digits.side(), count, seed);
        try (Session session = graph.tf().session();
                var writer = new FileWriter(logdir, graph.tf().graph())) {
            session.run(graph.tf().globalVariablesInitializer());
            Score[] scores = train(session, graph, network.keepProb(), digits, count, writer, out);
            Score last = graph.score(session, digits.test());
            out.println(String.format(Locale.ROOT, "final test accuracy: %.4f", last.accuracy()));
            Path saved = graph.saver().save(session, logdir.resolve("my_nn.ckpt"));
            out.println("The network is saved in " + saved);
            draw(network.title(), scores, out);
        }
        return 0;
    }

    private MnistData load(PrintWriter out) {
        if (data == null) {
            out.println("No --data, so the digits are the 8 x 8 ones that come with the examples");
            return MnistData.shipped(seed);
        }
        return MnistData.read(data, seed, out);
    }

    /** Trains; how well the network did on the test images after every hundredth step. */
    private static Score[] train(
            Session session,
            MnistGraph graph,
            double keepProb,
            MnistData digits,
            int count,
            FileWriter writer,
            PrintWriter out) {
        Score[] scores = new Score[(count + SUMMARY_EVERY - 1) / SUMMARY_EVERY];
        try (var progress = Progress.of("mnist", count)) {
            for (int step = 0; step < count; step++) {
                Element batch = digits.nextBatch().get();
                graph.train(session, batch, keepProb);
                if (step % PRINT_EVERY == 0) {
                    Score score = graph.score(session, List.of(batch));
                    out.println("mid train accuracy: " + (float) score.accuracy() + " at step: " + step);
                    out.flush();
                }
                if (step % SUMMARY_EVERY == 0) {
                    Score score = graph.score(session, digits.test());
                    writer.addSummary(graph.summary(session, score), step);
                    progress.say(String.format(Locale.ROOT, "test accuracy %.4f", score.accuracy()));
                    scores[step / SUMMARY_EVERY] = score;
                }
                progress.step();
            }
        }
        return scores;
    }

    private void draw(String title, Score[] scores, PrintWriter out) throws IOException {
        double[] losses = new double[scores.length];
        double[] accuracies = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            losses[i] = scores[i].loss();
            accuracies[i] = scores[i].accuracy();
        }
        new Curve(title, "step", SUMMARY_EVERY, "test cost", losses).writePng(curve);
        new Curve(title, "step", SUMMARY_EVERY, "test accuracy", accuracies).writePng(accuracyCurve);
        out.println("The cost is drawn in " + curve + ", the accuracy in " + accuracyCurve);
        out.println("For TensorBoard: tensorboard --logdir=" + logdir);
    }
}
