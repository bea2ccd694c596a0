package org.headrace.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.headrace.core.Session;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Reads the numbers 0 to 5 from pictures of hands. The graph is in {@link SignsNetwork}, the training loop in
 * {@link SignsTraining}.
 */
@Command(
        name = "signs",
        description = "Learn to read the numbers 0 to 5 from pictures of hands.",
        showDefaultValues = true)
final class SignLanguage implements Callable<Integer> {
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
            description = "How many times to go through the pictures, those before --resume included.")
    private int epochs = 1500;

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description = "columns: an example a column, as in the tutorial; rows: an example a row. Same costs.")
    private SignsLayout layout = SignsLayout.COLUMNS;

    @Option(
            names = "--l2",
            paramLabel = "LAMBDA",
            converter = Penalty.class,
            description = "Add LAMBDA times half the sum of the squared weights to the cost.")
    private double l2;

    @Option(
            names = "--dropout",
            paramLabel = "RATE",
            converter = Fraction.class,
            description = "The share of hidden units, 0 to less than 1, that is left out in each training step.")
    private double dropout;

    @Option(
            names = "--logdir",
            paramLabel = "DIR",
            description = "Folder for checkpoints and TensorBoard's event files. An earlier run's are replaced.")
    private Path logdir = Path.of("logs", "signs");

    @Option(names = "--resume", description = "Go on from the last checkpoint in --logdir.")
    private boolean resume;

    @Option(names = "--curve", paramLabel = "FILE", description = "Where to draw the cost, as PNG.")
    private Path curve = Path.of("signs-cost.png");

    @Option(names = "--accuracy", paramLabel = "FILE", description = "Where to draw the accuracies, as PNG.")
    private Path accuracy = Path.of("signs-accuracy.png");

    @Option(names = "--samples", paramLabel = "FILE", description = "Where to show some of the pictures, as PNG.")
    private Path samples = Path.of("signs-samples.png");

    @Option(
            names = "--wrong",
            paramLabel = "FILE",
            description = "Where to show the test pictures that are read wrongly, as PNG.")
    private Path wrong = Path.of("signs-wrong.png");

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        SignsData signs = load(out);
        SignsNetwork network = SignsNetwork.create(layout, l2, dropout);
        SignsSet train = SignsSet.of(signs.train(), network);
        SignsSet test = SignsSet.of(signs.test(), network);
        out.println("number of training examples = " + train.pictures().size());
        out.println("number of test examples = " + test.pictures().size());
        out.println("X_train shape: " + train.x().shape());
        out.println("Y_train shape: " + train.y().shape());
        out.println("X_test shape: " + test.x().shape());
        out.println("Y_test shape: " + test.y().shape());

        var checkpoints = new SignsCheckpoints(logdir, network);
        try (var session = network.tf().session()) {
            var training = new SignsTraining(network, session, checkpoints, train, test);
            int first = start(training, out);
            try (var trainEvents = new SignsEvents(
                            logdir.resolve("train"), network.tf().graph(), first);
                    var testEvents = new SignsEvents(logdir.resolve("test"), null, first)) {
                training.train(first, epochs, trainEvents, testEvents, out);
                out.println("Parameters have been trained");
                out.println("Train Accuracy: " + accuracy(session, network, train));
                out.println("Test Accuracy: " + accuracy(session, network, test));
                draw(trainEvents, testEvents, out);
            }
            showWrong(session, network, test, out);
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
        HandSheet.writeSamples(signs.train(), SAMPLE_ROWS, samples);
        out.println("Some of the pictures are in " + samples);
        return signs;
    }

    /** The epoch to begin with. */
    private int start(SignsTraining training, PrintWriter out) throws IOException {
        if (!resume) {
            training.initialize();
            return 0;
        }
        int done = training.resume();
        out.println("Resumed after " + done + " epochs");
        return done;
    }

    private static Tensor accuracy(Session session, SignsNetwork network, SignsSet set) {
        return session.feed(network.x(), set.x()).feed(network.y(), set.y()).run(network.accuracy());
    }

    private void draw(SignsEvents train, SignsEvents test, PrintWriter out) throws IOException {
        new Curve(
                        "Learning rate "
                                + BigDecimal.valueOf(SignsNetwork.LEARNING_RATE).toPlainString(),
                        "epoch",
                        "cost")
                .line("cost", train.costs())
                .writePng(curve);
        out.println("The cost is drawn in " + curve);
        new Curve("How many hands are read rightly", "epoch", "accuracy")
                .line("training set", train.accuracies())
                .line("test set", test.accuracies())
                .writePng(accuracy);
        out.println("The accuracies are drawn in " + accuracy);
        out.println("Checkpoints are in " + logdir + ", and event files for tensorboard --logdir " + logdir);
    }

    private void showWrong(Session session, SignsNetwork network, SignsSet test, PrintWriter out) throws IOException {
        Tensor predicted = session.feed(network.x(), test.x()).run(network.predicted());
        int[] numbers = new int[predicted.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) predicted.longAt(i);
        }
        int count = HandSheet.writeWrong(test.pictures(), numbers, wrong);
        out.println(
                count == 0
                        ? "No hand of the test set was read wrongly"
                        : count + " hands of the test set were read wrongly: they are in " + wrong);
    }
}
