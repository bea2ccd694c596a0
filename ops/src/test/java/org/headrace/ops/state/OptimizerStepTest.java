package org.headrace.ops.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The optimizers' ops against {@code optimizer-steps.csv}: the values of TensorFlow 1.15. */
class OptimizerStepTest {
    private static final double[] VARIABLE = {1, -2, .5, 3e-3, 100, 0, 7};
    private static final double[] GRADIENT = {.1, -3, 2e-4, 1, -50, 0, 1e-7};
    private static final int STEPS = 5;

    private final Ops tf = Ops.on(new Graph());

    /** One op, with and without Nesterov's momentum, in one dtype; the rows tell the values after certain steps. */
    private record Run(String op, boolean nesterov, DType dtype, List<String[]> rows) {
        @Override
        public String toString() {
            return op + (nesterov ? " nesterov " : " ") + dtype;
        }
    }

    static List<Run> runs() throws IOException {
        List<Run> runs = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(OptimizerStepTest.class.getResourceAsStream("optimizer-steps.csv"))) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (String line : lines) {
                String[] fields = line.split(",", -1);
                if (fields[0].startsWith("#")) {
                    continue;
                }
                DType dtype = fields[2].equals("float32") ? DType.FLOAT32 : DType.FLOAT64;
                Run run = new Run(fields[0], Boolean.parseBoolean(fields[1]), dtype, new ArrayList<>());
                if (fields[3].equals("1")) {
                    runs.add(run);
                }
                runs.get(runs.size() - 1).rows().add(fields);
            }
        }
        assertThat(runs).hasSize(14);
        return runs;
    }

    @ParameterizedTest
    @MethodSource("runs")
    void stepsAsTensorFlow(Run run) {
        boolean sparse = run.op().startsWith("Sparse");
        double[] start = sparse ? Arrays.copyOf(VARIABLE, 6) : VARIABLE;
        Shape shape = sparse ? Shape.of(3, 2) : Shape.of(start.length);
        List<Output> variables = new ArrayList<>();
        variables.add(tf.variable(tensor(run.dtype(), shape, start)));
        for (int i = 4; i < run.rows().get(0).length - 1; i++) {
            variables.add(tf.variable(Tensor.zeros(run.dtype(), shape)));
        }
        Output power1 = tf.placeholder(run.dtype(), Shape.scalar(), "power1");
        Output power2 = tf.placeholder(run.dtype(), Shape.scalar(), "power2");
        Output step = step(run, variables, power1, power2);
        Op init = tf.globalVariablesInitializer();
        try (var session = new Session(tf.graph())) {
            session.run(init);
            Number beta1 = power(run.dtype(), 1, .9);
            Number beta2 = power(run.dtype(), 1, .999);
            int row = 0;
            for (int k = 1; k <= STEPS; k++) {
                session.feed(power1, beta1).feed(power2, beta2).run(step);
                beta1 = power(run.dtype(), beta1, .9);
                beta2 = power(run.dtype(), beta2, .999);
                String[] expected = run.rows().get(row);
                if (expected[3].equals(Integer.toString(k))) {
                    compare(run, session, variables, expected);
                    row++;
                }
            }
            assertThat(row).isEqualTo(3);
        }
    }

    private static Number power(DType dtype, Number power, double beta) {
        if (dtype == DType.FLOAT32) {
            return power instanceof Integer ? (float) beta : power.floatValue() * (float) beta;
        }
        return power.doubleValue() * beta;
    }

    private static Tensor tensor(DType dtype, Shape shape, double... values) {
        return Tensor.of(dtype, values).reshape(shape);
    }

    private Output step(Run run, List<Output> variables, Output power1, Output power2) {
        DType dtype = run.dtype();
        Output gradient = tf.constant(tensor(dtype, Shape.of(GRADIENT.length), GRADIENT));
        Output rate = tf.constant(Tensor.of(dtype, .01));
        Output momentum = tf.constant(Tensor.of(dtype, .9));
        Output variable = variables.get(0);
        return switch (run.op()) {
            case "ApplyGradientDescent" -> tf.add(new ApplyGradientDescent(false), variable, rate, gradient);
            case "ApplyMomentum" ->
                tf.add(new ApplyMomentum(false, run.nesterov()), variable, variables.get(1), rate, gradient, momentum);
            case "SparseApplyMomentum" ->
                tf.add(
                        new SparseApplyMomentum(false, run.nesterov()),
                        variable,
                        variables.get(1),
                        rate,
                        tf.constant(tensor(dtype, Shape.of(2, 2), Arrays.copyOf(GRADIENT, 4))),
                        tf.constant(new int[] {2, 0}),
                        momentum);
            default ->
                tf.add(
                        new ApplyAdam(false, run.nesterov()),
                        variable,
                        variables.get(1),
                        variables.get(2),
                        power1,
                        power2,
                        rate,
                        tf.constant(Tensor.of(dtype, .9)),
                        tf.constant(Tensor.of(dtype, .999)),
                        tf.constant(Tensor.of(dtype, 1e-8)),
                        gradient);
        };
    }

    private static void compare(Run run, Session session, List<Output> variables, String[] expected) {
        for (int v = 0; v < variables.size(); v++) {
            double[] ours = session.run(variables.get(v)).toDoubleArray();
            double[] theirs = Stream.of(expected[4 + v].split(" ", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(ours).hasSameSizeAs(theirs);
            for (int i = 0; i < ours.length; i++) {
                double tolerance = run.dtype() == DType.FLOAT32 ? 2e-7 : 4e-16;
                assertThat(ours[i])
                        .as("step %s, variable %d, element %d", expected[3], v, i)
                        .isCloseTo(theirs[i], within(tolerance * Math.max(1e-10, Math.abs(theirs[i]))));
            }
        }
    }

    @Test
    void refusesAGradientOfAnotherShape() {
        Output w = tf.variable(new float[2], "w");
        Output rate = tf.constant(.1f);
        assertThatThrownBy(() -> tf.add(new ApplyGradientDescent(false), w, rate, tf.constant(new float[3])))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("[ApplyGradientDescent \"ApplyGradientDescent\"")
                .hasMessageContaining("Dimension 0 in both shapes must be equal, but are 2 and 3");
    }

    @Test
    void refusesARateThatIsNoScalarOrOfAnotherDType() {
        Output w = tf.variable(new float[2], "w");
        Output gradient = tf.constant(new float[2]);
        assertThatThrownBy(() -> tf.add(new ApplyGradientDescent(false), w, gradient, gradient))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Shape must be rank 0 but is rank 1: 'alpha' is [2]");
        assertThatThrownBy(() -> tf.add(new ApplyGradientDescent(false), w, tf.constant(.1), gradient))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Input 'alpha' of 'ApplyGradientDescent' Op has type float64 that does not match"
                        + " type float32 of argument 'var'");
    }

    @Test
    void refusesASlotThatIsNoVariable() {
        Output w = tf.variable(new float[2], "w");
        Output constant = tf.constant(new float[2]);
        Output rate = tf.constant(.1f);
        assertThatThrownBy(() -> tf.add(new ApplyMomentum(false, false), w, constant, rate, constant, rate))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(
                        "Op requires that input 1 be a mutable tensor (a variable), but 'Const:0' is a value");
    }

    @Test
    void saysWhichDTypesItDoesNotKnow() {
        Output w = tf.variable(new int[2], "w");
        Output step = tf.add(new ApplyGradientDescent(false), w, tf.constant(1), tf.constant(new int[2]));
        try (var session = new Session(tf.graph())) {
            session.run(tf.initializer(w));
            assertThatThrownBy(() -> session.run(step))
                    .isInstanceOf(UnimplementedException.class)
                    .hasMessageContaining("has no kernel for int32");
        }
    }

    @Test
    void changesNothingIfARowIsOutOfRange() {
        Output w = tf.variable(new float[2][1], "w");
        Output accum = tf.variable(new float[2][1], "accum");
        Output rate = tf.constant(.1f);
        Output step = tf.add(
                new SparseApplyMomentum(false, false),
                w,
                accum,
                rate,
                tf.constant(new float[][] {{1}, {1}}),
                tf.constant(new int[] {0, 2}),
                rate);
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            assertThatThrownBy(() -> session.run(step))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("indices[1] = 2 is not in [0, 2)");
            assertThat(session.run(accum).toFloatArray()).containsExactly(0, 0);
        }
    }
}
