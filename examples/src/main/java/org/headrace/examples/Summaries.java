package org.headrace.examples;

import static org.headrace.core.DType.INT32;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.headrace.Tf;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.train.data.NumpyRandom;
import org.headrace.train.summary.FileWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Event files: a graph alone, then a number that changes from step to step. */
@Command(
        name = "summaries",
        description = "Write a graph, and a number that changes, for TensorBoard.",
        showDefaultValues = true)
final class Summaries implements Callable<Integer> {
    private static final int STEPS = 1000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--logdir", paramLabel = "DIR", description = "Where the event files go.")
    private Path logdir = Path.of("logs", "summaries");

    @Option(names = "--seed", paramLabel = "N", description = "What the numbers are drawn from.")
    private int seed = 1;

    @Option(names = "--curve", paramLabel = "FILE", description = "Where to draw the number, as PNG.")
    private Path curve = Path.of("summaries.png");

    /** A variable that begins with two other variables' product and grows by what is fed. */
    record Counting(Tf tf, Output c, Output number, Output update) {
        static Counting build() {
            var tf = Tf.create();
            Output a = tf.variable(5, "a");
            Output b = tf.variable(10, "b");
            // set the initial value of c to be the product of a and b
            Output initValue = tf.withName("result").mul(a, b);
            Output c = tf.variable(initValue, "changingNumber");
            // update the value of c by incrementing it by a placeholder number
            Output number = tf.placeholder(INT32, Shape.scalar(), "number");
            Output update = tf.assign(c, tf.add(c, number));
            return new Counting(tf, c, number, update);
        }
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        writeGraph(out);
        double[] values = writeNumbers();
        new Curve("changingNumber", "step", 1, "changingNumber", values).writePng(curve);
        out.println("The changing number is drawn in " + curve);
        out.println("For TensorBoard: tensorboard --logdir=" + logdir);
        return 0;
    }

    private void writeGraph(PrintWriter out) {
        var tf = Tf.create();
        Output a = tf.variable(5, "a");
        Output b = tf.variable(10, "b");
        Output c = tf.withName("result").mul(a, b);
        // the graph is all that this event file has
        new FileWriter(logdir.resolve("graph"), tf.graph()).close();
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            out.println(session.run(c));
        }
    }

    /** Writes the number of each step, and returns them all. */
    private double[] writeNumbers() {
        Counting counting = Counting.build();
        Tf tf = counting.tf();
        // create a summary to track the progress of c
        tf.summary.scalar("changingNumber", counting.c());
        // in case we want to track multiple summaries, merge all summaries into a single operation
        Output summaryOp = Objects.requireNonNull(tf.summary.mergeAll());

        double[] values = new double[STEPS];
        try (var session = tf.session();
                var writer = new FileWriter(logdir.resolve("numbers"), tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            var random = new NumpyRandom(seed);
            for (int step = 0; step < STEPS; step++) {
                // a number from 0 to 99
                int num = (int) (random.randomSample() * 100);
                values[step] = session.feed(counting.number(), num)
                        .run(counting.update())
                        .toDouble();
                // compute the summary, and add it to those that are written
                Tensor summary = session.run(summaryOp);
                writer.addSummary(summary, step);
            }
        }
        return values;
    }
}
