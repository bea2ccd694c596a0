package org.headrace.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The optimizers' papers in double precision, on float64 variables, with dense gradients and with sparse ones that name other
 * rows in each step, some twice. Hyperparameters are float32 in the graph, as in TensorFlow: here they are numbers that float32
 * holds.
 */
class OptimizerFormulasTest {
    private static final int STEPS = 10;

    /**
     * One element's step: {@code s} is what is remembered of it, {@code t} counts from 1.
     */
    private interface Rule {
        double step(double x, double g, double[] s, int t);
    }

    /**
     * @param memory what is remembered of an element at first
     * @param everywhere whether elements without a gradient step too, by 0, when the gradient is sparse
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared by value
    private record Formula(
            String name, Function<TrainOps, Optimizer> optimizer, double[] memory, Rule rule, boolean everywhere) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Formula formula(String name, Function<TrainOps, Optimizer> optimizer, Rule rule, double... memory) {
        return new Formula(name, optimizer, memory, rule, false);
    }

    private static double shrunk(double prox, double rate, double l1, double l2) {
        return Math.signum(prox) * Math.max(Math.abs(prox) - rate * l1, 0) / (1 + rate * l2);
    }

    static Stream<Formula> formulas() {
        double lr = 0.125;
        double half = 0.5;
        double most = 0.75;
        double tiny = 0x1p-10;
        return Stream.of(
                formula(
                        "Adagrad",
                        train -> train.adagrad(lr, half),
                        (x, g, s, t) -> {
                            s[0] += g * g;
                            return x - lr * g / Math.sqrt(s[0]);
                        },
                        half),
                formula(
                        "AdagradDA",
                        train -> train.adagradDa(lr, train.getOrCreateGlobalStep(), half, 0.25, half),
                        (x, g, s, t) -> {
                            s[0] += g;
                            s[1] += g * g;
                            double length = Math.max(Math.abs(s[0]) - 0.25 * t, 0);
                            return -Math.signum(s[0]) * lr * length / (half * t * lr + Math.sqrt(s[1]));
                        },
                        0,
                        half),
                formula(
                        "Adadelta",
                        train -> train.adadelta(lr, most, tiny),
                        (x, g, s, t) -> {
                            s[0] = most * s[0] + (1 - most) * g * g;
                            double update = Math.sqrt(s[1] + tiny) / Math.sqrt(s[0] + tiny) * g;
                            s[1] = most * s[1] + (1 - most) * update * update;
                            return x - lr * update;
                        },
                        0,
                        0),
                formula(
                        "RMSProp",
                        train -> train.rmsProp(lr, most, half, tiny, false),
                        (x, g, s, t) -> {
                            s[0] = most * s[0] + (1 - most) * g * g;
                            s[1] = half * s[1] + lr * g / Math.sqrt(s[0] + tiny);
                            return x - s[1];
                        },
                        1,
                        0),
                formula(
                        "RMSProp centered",
                        train -> train.rmsProp(lr, most, half, tiny, true),
                        (x, g, s, t) -> {
                            s[0] = most * s[0] + (1 - most) * g * g;
                            s[2] = most * s[2] + (1 - most) * g;
                            s[1] = half * s[1] + lr * g / Math.sqrt(s[0] - s[2] * s[2] + tiny);
                            return x - s[1];
                        },
                        1,
                        0,
                        0),
                formula(
                        "AdaMax",
                        train -> train.adaMax(lr, half, most, tiny),
                        (x, g, s, t) -> {
                            s[0] = half * s[0] + (1 - half) * g;
                            s[1] = Math.max(most * s[1], Math.abs(g));
                            return x - lr / (1 - Math.pow(half, t)) * s[0] / (s[1] + tiny);
                        },
                        0,
                        0),
                formula(
                        "Ftrl",
                        train -> train.ftrl(lr, -0.75, half, 0.25, half, 0),
                        (x, g, s, t) -> {
                            double next = s[0] + g * g;
                            s[1] += g - (Math.pow(next, 0.75) - Math.pow(s[0], 0.75)) / lr * x;
                            s[0] = next;
                            double y = Math.pow(next, 0.75) / lr + 2 * half;
                            return Math.abs(s[1]) > 0.25 ? (Math.signum(s[1]) * 0.25 - s[1]) / y : 0;
                        },
                        half,
                        0),
                formula(
                        "Ftrl with shrinkage",
                        train -> train.ftrl(lr, -0.5, half, 0.25, half, 0.125),
                        (x, g, s, t) -> {
                            double next = s[0] + g * g;
                            s[1] += g + 2 * 0.125 * x - (Math.sqrt(next) - Math.sqrt(s[0])) / lr * x;
                            s[0] = next;
                            double y = Math.sqrt(next) / lr + 2 * half;
                            return Math.abs(s[1]) > 0.25 ? (Math.signum(s[1]) * 0.25 - s[1]) / y : 0;
                        },
                        half,
                        0),
                formula(
                        "ProximalGradientDescent",
                        train -> train.proximalGradientDescent(lr, half, 0.25),
                        (x, g, s, t) -> shrunk(x - lr * g, lr, half, 0.25)),
                formula(
                        "ProximalAdagrad",
                        train -> train.proximalAdagrad(lr, half, 0.5, 0.25),
                        (x, g, s, t) -> {
                            s[0] += g * g;
                            double rate = lr / Math.sqrt(s[0]);
                            return shrunk(x - rate * g, rate, 0.5, 0.25);
                        },
                        half),
                new Formula(
                        "AddSign",
                        train -> train.addSign(lr, most, half, OptimizerFormulasTest::decay),
                        new double[1],
                        (x, g, s, t) -> {
                            s[0] = half * s[0] + (1 - half) * g;
                            return x - lr * (most + Math.signum(g) * Math.signum(s[0]) / t) * g;
                        },
                        true),
                new Formula(
                        "PowerSign",
                        train -> train.powerSign(lr, 2, half, OptimizerFormulasTest::decay),
                        new double[1],
                        (x, g, s, t) -> {
                            s[0] = half * s[0] + (1 - half) * g;
                            return x - lr * Math.pow(2, Math.signum(g) * Math.signum(s[0]) / t) * g;
                        },
                        true));
    }

    /** {@code 1 / t}, the global step being {@code t - 1}. */
    private static Output decay(Output globalStep) {
        Ops tf = Ops.on(globalStep.op().graph());
        return tf.math.reciprocal(tf.add(tf.cast(globalStep, DType.FLOAT32), 1f));
    }

    private static double gradient(int i, int t) {
        return Math.sin(3 * i + t) + (i % 3 - 1) * 0.25;
    }

    private static Session initialized(Ops tf) {
        Op init = tf.globalVariablesInitializer();
        Session session = new Session(tf.graph());
        session.run(init);
        return session;
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void denseGradientsStepByTheFormula(Formula formula) {
        Ops tf = Ops.on(new Graph());
        TrainOps train = new TrainOps(tf);
        double[] x = {1, -2, 0.5, 0, 100, 3e-3};
        double[][] memory = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            memory[i] = formula.memory().clone();
        }
        Output w = tf.variable(x, "w");
        Output gradient = tf.placeholder(DType.FLOAT64, Shape.of(x.length), "gradient");
        Output count = train.getOrCreateGlobalStep();
        Op step = formula.optimizer().apply(train).applyGradients(List.of(GradientAndVariable.of(gradient, w)), count);
        try (Session session = initialized(tf)) {
            for (int t = 1; t <= STEPS; t++) {
                double[] g = new double[x.length];
                for (int i = 0; i < x.length; i++) {
                    g[i] = i == 3 ? 0 : gradient(i, t);
                    x[i] = formula.rule().step(x[i], g[i], memory[i], t);
                }
                session.feed(gradient, g).run(step);
                assertThat(session.run(w).toDoubleArray()).as("step %d", t).containsExactly(x, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void sparseGradientsStepByTheFormulaInTheRowsNamed(Formula formula) {
        Ops tf = Ops.on(new Graph());
        TrainOps train = new TrainOps(tf);
        double[][] x = {{1, -2}, {0.5, 0}, {10, 3e-3}, {-0.25, 7}};
        double[][][] memory = new double[4][2][];
        for (double[][] row : memory) {
            row[0] = formula.memory().clone();
            row[1] = formula.memory().clone();
        }
        Output w = tf.variable(x, "w");
        Output indices = tf.placeholder(DType.INT32, Shape.of(-1), "indices");
        Output factors = tf.placeholder(DType.FLOAT64, Shape.of(-1, 2), "factors");
        Op step = formula.optimizer()
                .apply(train)
                .minimize(tf.mul(tf.gather(w, indices), factors), train.getOrCreateGlobalStep());
        try (Session session = initialized(tf)) {
            for (int t = 1; t <= STEPS; t++) {
                int[] rows = {t % 4, (t * t + 1) % 4, t % 4};
                double[][] values = new double[rows.length][2];
                double[][] sums = new double[4][2];
                boolean[] named = new boolean[4];
                for (int i = 0; i < rows.length; i++) {
                    named[rows[i]] = true;
                    for (int j = 0; j < 2; j++) {
                        values[i][j] = gradient(2 * i + j, t);
                        sums[rows[i]][j] += values[i][j];
                    }
                }
                for (int i = 0; i < 4; i++) {
                    for (int j = 0; j < 2; j++) {
                        if (named[i] || formula.everywhere()) {
                            x[i][j] = formula.rule().step(x[i][j], sums[i][j], memory[i][j], t);
                        }
                    }
                }
                session.feed(indices, rows).feed(factors, values).run(step);
                double[] flat = Stream.of(x).flatMapToDouble(Arrays::stream).toArray();
                assertThat(session.run(w).toDoubleArray()).as("step %d", t).containsExactly(flat, within(1e-5));
            }
        }
    }
}
