package org.headrace.examples;

import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT64;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.headrace.Tf;
import org.headrace.core.Fetched;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.train.data.NumpyRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The gradients of a network with one hidden layer, by one line of the library and by backpropagation written out in plain
 * Java ({@link Backpropagation}): they are the same.
 */
@Command(
        name = "gradients",
        description = "Compare the library's gradients with hand-written backpropagation.",
        showDefaultValues = true)
final class GradientsNotebook implements Callable<Integer> {
    private static final int INPUTS = 2;
    private static final int HIDDEN = 16;
    private static final int EXAMPLES = 10;

    /** Single precision over a sum of ten examples; the hand-written gradients are in double. */
    private static final double TOLERANCE = 1e-5;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--seed", paramLabel = "N", description = "What weights and examples are drawn from.")
    private int seed = 1;

    /** The outputs of the graph by their names in the notebook. */
    record Network(
            Tf tf,
            Output inp,
            Output w,
            Output b,
            Output z,
            Output a,
            Output w2,
            Output b2,
            Output z2,
            Output y,
            Output loss,
            List<Output> grad) {}

    /** Builds the graph as the notebook does, op by op. */
    static Network build(NumpyRandom random, long seed) {
        var tf = Tf.create();
        tf.setRandomSeed(seed);
        Output inp = tf.placeholder(FLOAT32, Shape.of(-1, INPUTS), "input");
        Output w =
                tf.getVariable("W", FLOAT32, Tensor.of(FLOAT32, matrix(random.randn(INPUTS * HIDDEN), INPUTS, HIDDEN)));
        Output b = tf.getVariable("b", FLOAT32, tf.zeros(HIDDEN));
        Output z = tf.withName("z").add(tf.matmul(inp, w), b);
        Output a = tf.withName("a").nn.relu(z);
        Output w2 = tf.getVariable("W2", FLOAT32, tf.random.normal(Shape.of(HIDDEN, 1)));
        Output b2 = tf.getVariable("b2", FLOAT32, tf.zeros(1));
        Output z2 = tf.add(tf.matmul(a, w2), b2);
        Output y = tf.placeholder(FLOAT32, Shape.of(-1, 1));
        Output loss = tf.nn.sigmoidCrossEntropyWithLogits(y, z2);
        List<Output> grad = tf.gradients(loss, w, b, w2, b2);
        return new Network(tf, inp, w, b, z, a, w2, b2, z2, y, loss, grad);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        var random = new NumpyRandom(seed);
        Network net = build(random, seed);
        printSymbols(net, out);

        Tensor inpVal = Tensor.of(matrix(random.randn(EXAMPLES * INPUTS), EXAMPLES, INPUTS));
        int[] labels = random.randint(0, 2, EXAMPLES);
        Tensor yVal = Tensor.of(INT64, labels).reshape(Shape.of(EXAMPLES, 1));
        out.println(inpVal.repr());
        out.println(yVal.repr());

        try (var session = net.tf().session()) {
            session.run(net.tf().globalVariablesInitializer());
            var feeds = session.feed(net.inp(), inpVal).feed(net.y(), yVal);
            Fetched grad = feeds.run(net.grad());
            out.println(list(net.grad().stream().map(g -> grad.get(g).repr()).toList()));

            Fetched parameters = session.run(net.w(), net.b(), net.w2(), net.b2());
            var byHand = new Backpropagation(
                    parameters.get(net.w()).toDoubleArray(),
                    parameters.get(net.b()).toDoubleArray(),
                    parameters.get(net.w2()).toDoubleArray(),
                    parameters.get(net.b2()).toDoubleArray(),
                    inpVal.toDoubleArray(),
                    yVal.toDoubleArray());

            Fetched forward = feeds.run(net.a(), net.z(), net.z2());
            compare("a of the first example", byHand.a, forward.get(net.a()), Shape.of(HIDDEN), out);
            compare("z of the first example", byHand.z, forward.get(net.z()), Shape.of(HIDDEN), out);
            compare("z2, a prediction each", byHand.z2, forward.get(net.z2()), Shape.of(EXAMPLES), out);
            compare("dW2", byHand.dW2, grad.get(2), Shape.of(HIDDEN), out);
            compare("db2", byHand.dB2, grad.get(3), Shape.of(1), out);
            compare("dW", byHand.dW, grad.get(0), Shape.of(INPUTS, HIDDEN), out);
            compare("db", byHand.dB, grad.get(1), Shape.of(HIDDEN), out);
            out.println("Great! Nowhere is the difference above " + TOLERANCE + ".");
        }
        return 0;
    }

    private static void printSymbols(Network net, PrintWriter out) {
        out.println(net.inp().repr());
        out.println(net.w());
        out.println(net.b());
        out.println(net.z().repr());
        out.println(net.a().repr());
        out.println(net.w2());
        out.println(net.b2());
        out.println(net.z2().repr());
        out.println(net.loss().repr());
        out.println(list(net.grad().stream().map(Output::repr).toList()));
    }

    /** Prints both values, or as much of their beginning as {@code shown} says, and compares all of them. */
    private static void compare(String name, double[] byHand, Tensor value, Shape shown, PrintWriter out) {
        out.println(name + ", by hand and by the graph:");
        out.println(Tensor.of(Arrays.copyOf(byHand, shown.size())).reshape(shown));
        out.println(Tensor.of(Arrays.copyOf(value.toFloatArray(), shown.size())).reshape(shown));
        double[] values = value.toDoubleArray();
        for (int i = 0; i < byHand.length; i++) {
            if (!(Math.abs(values[i] - byHand[i]) <= TOLERANCE * Math.max(1, Math.abs(byHand[i])))) {
                throw new IllegalStateException(name + "[" + i + "] is " + byHand[i] + " by hand, " + values[i]
                        + " by the graph: one of them is wrong");
            }
        }
    }

    /** A Python list over several lines. */
    private static String list(List<String> items) {
        return items.stream().map(item -> item.replace("\n", "\n ")).collect(Collectors.joining(",\n ", "[", "]"));
    }

    private static double[][] matrix(double[] values, int rows, int columns) {
        double[][] matrix = new double[rows][];
        Arrays.setAll(matrix, i -> Arrays.copyOfRange(values, i * columns, (i + 1) * columns));
        return matrix;
    }
}
