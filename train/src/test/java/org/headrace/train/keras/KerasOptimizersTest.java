package org.headrace.train.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.headrace.core.DType.INT32;

import java.util.Arrays;
import java.util.Map;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keras' optimizers by name, against the formulas and the settings of TensorFlow 1.14's keras/optimizer_v2, in double. */
class KerasOptimizersTest {
    private static final double EPSILON = 1e-7;

    private final Ops tf = Ops.on(new Graph());

    /** One number, its gradient, and what each optimizer remembers of it. */
    private static final class Expected {
        private final String name;
        private double w;
        private double a;
        private double b;
        private double cache = 1;
        private int t;

        Expected(String name, double w) {
            this.name = name;
            this.w = w;
            this.a = name.equals("adagrad") || name.equals("ftrl") ? 0.1 : 0;
        }

        /** {@code moves} is false for a row that a sparse gradient does not name. */
        void step(double g, boolean moves) {
            double before = w;
            t++;
            switch (name) {
                case "sgd" -> w -= 0.01 * g;
                case "rmsprop" -> {
                    a = 0.9 * a + 0.1 * g * g;
                    w -= 0.001 * g / (Math.sqrt(a) + EPSILON);
                }
                case "adagrad" -> {
                    a += g * g;
                    w -= 0.001 * g / (Math.sqrt(a) + EPSILON);
                }
                case "adadelta" -> {
                    a = 0.95 * a + 0.05 * g * g;
                    double update = Math.sqrt(b + EPSILON) / Math.sqrt(a + EPSILON) * g;
                    b = 0.95 * b + 0.05 * update * update;
                    w -= 0.001 * update;
                }
                case "adam" -> {
                    a = 0.9 * a + 0.1 * g;
                    b = 0.999 * b + 0.001 * g * g;
                    double rate = 0.001 * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
                    w -= rate * a / (Math.sqrt(b) + EPSILON);
                }
                case "adamax" -> {
                    a = 0.9 * a + 0.1 * g;
                    b = Math.max(0.999 * b, Math.abs(g));
                    w -= 0.001 / (1 - Math.pow(0.9, t)) * a / (b + EPSILON);
                }
                case "nadam" -> {
                    double mu = mu(t);
                    double next = mu(t + 1);
                    cache *= mu;
                    a = 0.9 * a + 0.1 * g;
                    b = 0.999 * b + 0.001 * g * g;
                    double ahead = (1 - mu) * g / (1 - cache) + next * a / (1 - cache * next);
                    w -= 0.001 * ahead / (Math.sqrt(b / (1 - Math.pow(0.999, t))) + EPSILON);
                }
                case "ftrl" -> {
                    double sum = a + g * g;
                    b += g - (Math.sqrt(sum) - Math.sqrt(a)) / 0.001 * w;
                    a = sum;
                    w = -b / (Math.sqrt(sum) / 0.001);
                }
                default -> throw new AssertionError(name);
            }
            if (!moves) {
                w = before;
            }
        }

        private static double mu(int t) {
            return 0.9 * (1 - 0.5 * Math.pow(0.96, 0.004 * t));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "rmsprop", "adagrad", "adadelta", "adam", "adamax", "nadam", "ftrl"})
    void tenStepsByName(String name) {
        float[] scales = {1, -0.01f, 30};
        Output w = tf.variable(new float[] {1, 2, -0.5f}, "w");
        Output loss = tf.reduceSum(tf.mul(tf.constant(scales), tf.square(w)));
        Op step = Compiled.optimizer(name).make(tf).optimizer().minimize(loss);
        Expected[] expected = {new Expected(name, 1), new Expected(name, 2), new Expected(name, -0.5)};
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            for (int i = 0; i < 10; i++) {
                session.run(step);
                double[] actual = session.run(w).toDoubleArray();
                for (int j = 0; j < actual.length; j++) {
                    expected[j].step(2 * scales[j] * expected[j].w, true);
                    assertThat(actual[j]).as("step %d", i).isCloseTo(expected[j].w, within(2e-6));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rmsprop", "adagrad", "nadam"})
    void stepsByRows(String name) {
        int[][] batches = {{0, 2, 0}, {1}, {0, 1}, {2, 2}, {0}};
        Output w = tf.variable(new float[][] {{1}, {2}, {-0.5f}}, "w");
        Output rows = tf.placeholder(INT32, Shape.of(-1), "rows");
        Output loss = tf.reduceSum(tf.square(tf.gather(w, rows)));
        var optimizer = Compiled.optimizer(name).make(tf).optimizer();
        var gradients = optimizer.computeGradients(loss);
        assertThat(gradients.get(0).gradient()).isInstanceOf(Gradient.IndexedSlices.class);
        Op step = optimizer.applyGradients(gradients);
        Expected[] expected = {new Expected(name, 1), new Expected(name, 2), new Expected(name, -0.5)};
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            for (int[] batch : batches) {
                session.feed(rows, batch).run(step);
                double[] actual = session.run(w).toDoubleArray();
                for (int j = 0; j < actual.length; j++) {
                    int row = j;
                    long times = Arrays.stream(batch).filter(r -> r == row).count();
                    expected[j].step(2 * times * expected[j].w, times > 0);
                    assertThat(actual[j]).isCloseTo(expected[j].w, within(1e-6));
                }
            }
        }
    }

    /** The first step of Keras' rmsprop is learning_rate / sqrt(1 - rho), of tf.train's learning_rate times the gradient, about. */
    @Test
    void rmspropBeginsWithKerasLongStep() {
        Output w = tf.variable(1f, "w");
        Op step = Compiled.optimizer("rmsprop").make(tf).optimizer().minimize(tf.square(w));
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            session.run(step);
            assertThat(session.run(w, Map.of()).toDouble()).isCloseTo(1 - 0.001 / Math.sqrt(0.1), within(1e-6));
        }
    }
}
