package org.headrace.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.headrace.Tf;
import org.headrace.train.keras.Conv2D;
import org.headrace.train.keras.Dense;
import org.headrace.train.keras.Dropout;
import org.headrace.train.keras.Fit;
import org.headrace.train.keras.Flatten;
import org.headrace.train.keras.History;
import org.headrace.train.keras.LambdaCallback;
import org.headrace.train.keras.Logs;
import org.headrace.train.keras.MaxPooling2D;
import org.headrace.train.keras.Reshape;
import org.headrace.train.keras.Sequential;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Models of layers. What movie to see, once more, by two layers; or, with {@code --cnn}, a convolutional network that reads
 * the handwritten digits.
 */
@Command(
        name = "keras",
        description = "The movies by a model of two layers, or handwritten digits by a convolutional one.",
        showDefaultValues = true)
final class Keras implements Callable<Integer> {
    private static final double TEST_SHARE = 0.2;
    private static final int PRINT_EVERY = 500;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--cnn", description = "Read handwritten digits instead.")
    private boolean cnn;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = Count.class,
            defaultValue = Option.NULL_VALUE,
            description = "How many times to go through the examples: 5000 for the movies, 20 for the digits.")
    private @Nullable Integer epochs;

    @Option(names = "--seed", paramLabel = "N", description = "What weights and order are drawn from.")
    private int seed = 1;

    @Option(
            names = "--verbose",
            paramLabel = "0|1|2",
            description = "Show nothing, a bar, or a line for each epoch, as Keras does.")
    private int verbose;

    @Option(names = "--curve", paramLabel = "FILE", description = "Where to draw the loss, as PNG.")
    private Path curve = Path.of("keras-loss.png");

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        History history = cnn ? digits(out) : movies(out);
        new Curve(cnn ? "Handwritten digits" : "What movie to see today", "epoch", 1, "loss", history.get("loss"))
                .writePng(curve);
        out.println("The loss is drawn in " + curve);
        return 0;
    }

    private History movies(PrintWriter out) {
        var tf = Tf.create();
        tf.setRandomSeed(seed);
        int count = epochs == null ? 5000 : epochs;

        Sequential model = tf.keras.sequential();
        model.add(new Dense(3).activation("sigmoid"));
        model.add(new Dense(1).activation("sigmoid"));
        model.compile("sgd", "mse");
        History h = model.fit(
                Movie.GENRES,
                Movie.RATINGS,
                new Fit()
                        .epochs(count)
                        .callbacks(new LambdaCallback().onEpochEnd((m, epoch, logs) -> print(out, epoch, count, logs)))
                        .verbose(verbose, stream(out)));

        out.println("Prediction after training");
        out.println(model.predict(Movie.GENRES));
        out.print(model.summary());
        model.close();
        return h;
    }

    private static void print(PrintWriter out, int epoch, int epochs, Logs logs) {
        if (epoch == 0 || (epoch + 1) % PRINT_EVERY == 0 || epoch + 1 == epochs) {
            out.println(String.format(Locale.ROOT, "Epoch %d ; loss %.4f", epoch + 1, logs.get("loss")));
        }
    }

    private History digits(PrintWriter out) {
        var tf = Tf.create();
        tf.setRandomSeed(seed);
        Digits.Split digits = Digits.load().split(seed, TEST_SHARE);

        Sequential model = tf.keras.sequential(
                new Reshape(8, 8, 1).inputShape(Digits.FEATURES),
                new Conv2D(16, 3).padding("same").activation("relu"),
                new MaxPooling2D(2),
                new Conv2D(32, 3).padding("same").activation("relu"),
                new MaxPooling2D(2),
                new Flatten(),
                new Dropout(0.25),
                new Dense(64).activation("relu"),
                new Dense(Digits.CLASSES).activation("softmax"));
        model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
        out.print(model.summary());
        History h = model.fit(
                digits.train().images(),
                digits.train().labels(),
                new Fit()
                        .epochs(epochs == null ? 20 : epochs)
                        .validationSplit(0.1)
                        .verbose(verbose, stream(out)));

        Logs scores = model.evaluate(digits.test().images(), digits.test().labels());
        out.println("Test Loss: " + scores.get("loss"));
        out.println("Test Accuracy: " + scores.get("acc"));
        model.close();
        return h;
    }

    /** What is printed to the result goes to {@code out}. */
    private static PrintStream stream(PrintWriter out) {
        OutputStream bytes = new OutputStream() {
            @Override
            public void write(int b) {
                out.write(b);
            }

            @Override
            public void flush() {
                out.flush();
            }
        };
        return new PrintStream(bytes, true, StandardCharsets.US_ASCII);
    }
}
