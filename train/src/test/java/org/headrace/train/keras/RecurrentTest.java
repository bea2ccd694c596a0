package org.headrace.train.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.state.Orthogonal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers over sequences, against their formulas in double precision, one example and one unit at a time. */
class RecurrentTest {
    private static final int EXAMPLES = 3;
    private static final int STEPS = 4;
    private static final int INPUTS = 2;
    private static final int UNITS = 5;

    private final Ops tf = Ops.on(new Graph());
    private final KerasOps keras = new KerasOps(tf);
    private final Random random = new Random(1);
    private final float[][][] x = new float[EXAMPLES][][];

    {
        for (int i = 0; i < EXAMPLES; i++) {
            x[i] = matrix(STEPS, INPUTS);
        }
    }

    private float[][] matrix(int rows, int columns) {
        float[][] values = new float[rows][columns];
        for (float[] row : values) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return values;
    }

    /** The weights of a layer, and what goes from step to step. */
    private final class Formula {
        final float[][] kernel;
        final float[][] recurrent;
        final float[] bias;
        double[] h = new double[UNITS];
        double[] c = new double[UNITS];

        Formula(int gates) {
            this.kernel = matrix(INPUTS, gates * UNITS);
            this.recurrent = matrix(UNITS, gates * UNITS);
            this.bias = matrix(1, gates * UNITS)[0];
        }

        List<Object> weights() {
            return List.of(kernel, recurrent, bias);
        }

        void begin() {
            h = new double[UNITS];
            c = new double[UNITS];
        }

        /** Sum of unit {@code u} in part {@code part}, with these values from the step before. */
        private double sum(float[] in, double[] before, int part, int u) {
            int column = part * UNITS + u;
            double sum = bias[column];
            for (int i = 0; i < INPUTS; i++) {
                sum += in[i] * kernel[i][column];
            }
            for (int j = 0; j < UNITS; j++) {
                sum += before[j] * recurrent[j][column];
            }
            return sum;
        }

        void simple(float[] in) {
            double[] next = new double[UNITS];
            for (int u = 0; u < UNITS; u++) {
                next[u] = Math.tanh(sum(in, h, 0, u));
            }
            h = next;
        }

        void lstm(float[] in, DoubleUnaryOperator gate) {
            double[] next = new double[UNITS];
            for (int u = 0; u < UNITS; u++) {
                double i = gate.applyAsDouble(sum(in, h, 0, u));
                double f = gate.applyAsDouble(sum(in, h, 1, u));
                double g = Math.tanh(sum(in, h, 2, u));
                double o = gate.applyAsDouble(sum(in, h, 3, u));
                c[u] = f * c[u] + i * g;
                next[u] = o * Math.tanh(c[u]);
            }
            h = next;
        }

        void gru(float[] in) {
            double[] reset = new double[UNITS];
            for (int u = 0; u < UNITS; u++) {
                reset[u] = hardSigmoid(sum(in, h, 1, u)) * h[u];
            }
            double[] next = new double[UNITS];
            for (int u = 0; u < UNITS; u++) {
                double z = hardSigmoid(sum(in, h, 0, u));
                next[u] = z * h[u] + (1 - z) * Math.tanh(sum(in, reset, 2, u));
            }
            h = next;
        }
    }

    private static double hardSigmoid(double x) {
        return Math.min(Math.max(0.2 * x + 0.5, 0), 1);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** One step of a formula. */
    private interface Step {
        void of(Formula formula, float[] in);
    }

    /** Both the sequence of outputs and the last one are the formula's. */
    private void equalsFormula(Recurrent<?> all, Recurrent<?> last, Formula formula, boolean backwards, Step step) {
        Tensor sequences = predict(all.returnSequences(true), formula);
        Tensor ends = predict(last, formula);
        assertThat(sequences.shape()).isEqualTo(Shape.of(EXAMPLES, STEPS, UNITS));
        assertThat(ends.shape()).isEqualTo(Shape.of(EXAMPLES, UNITS));
        for (int e = 0; e < EXAMPLES; e++) {
            formula.begin();
            for (int t = 0; t < STEPS; t++) {
                step.of(formula, x[e][backwards ? STEPS - 1 - t : t]);
                for (int u = 0; u < UNITS; u++) {
                    assertThat(sequences.doubleAt((e * STEPS + t) * UNITS + u)).isCloseTo(formula.h[u], within(2e-6));
                }
            }
            for (int u = 0; u < UNITS; u++) {
                assertThat(ends.doubleAt(e * UNITS + u)).isCloseTo(formula.h[u], within(2e-6));
            }
        }
    }

    private Tensor predict(Recurrent<?> layer, Formula formula) {
        try (Sequential model = keras.sequential(layer.inputShape(STEPS, INPUTS))) {
            model.setWeights(formula.weights());
            return model.predict(x);
        }
    }

    @Test
    void simpleRnnIsItsFormula() {
        equalsFormula(new SimpleRNN(UNITS), new SimpleRNN(UNITS), new Formula(1), false, Formula::simple);
    }

    @Test
    void lstmIsItsFormula() {
        equalsFormula(
                new LSTM(UNITS),
                new LSTM(UNITS),
                new Formula(4),
                false,
                (f, in) -> f.lstm(in, RecurrentTest::hardSigmoid));
        equalsFormula(
                new LSTM(UNITS).recurrentActivation("sigmoid"),
                new LSTM(UNITS).recurrentActivation("sigmoid"),
                new Formula(4),
                false,
                (f, in) -> f.lstm(in, RecurrentTest::sigmoid));
    }

    @Test
    void gruIsItsFormula() {
        equalsFormula(new GRU(UNITS), new GRU(UNITS), new Formula(3), false, Formula::gru);
    }

    @Test
    void stepsCanGoBackwards() {
        equalsFormula(
                new GRU(UNITS).goBackwards(true), new GRU(UNITS).goBackwards(true), new Formula(3), true, Formula::gru);
    }

    @Test
    void weightsHaveKerasNamesShapesAndFirstValues() {
        try (Sequential model = keras.sequential(
                new LSTM(3).inputShape(STEPS, INPUTS).returnSequences(true),
                new GRU(4).returnSequences(true),
                new SimpleRNN(2).useBias(false))) {
            assertThat(model.weights().stream().map(w -> w.op().name() + w.shape()))
                    .containsExactly(
                            "lstm/kernel(2, 12)",
                            "lstm/recurrent_kernel(3, 12)",
                            "lstm/bias(12,)",
                            "gru/kernel(3, 12)",
                            "gru/recurrent_kernel(4, 12)",
                            "gru/bias(12,)",
                            "simple_rnn/kernel(4, 2)",
                            "simple_rnn/recurrent_kernel(2, 2)");
            List<Tensor> values = model.getWeights();
            assertThat(values.get(2).floats()).containsExactly(0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0);
            assertThat(values.get(5).floats()).containsOnly(0);
        }
        try (Sequential model =
                keras.sequential(new LSTM(2).unitForgetBias(false).inputShape(STEPS, INPUTS))) {
            assertThat(model.getWeights().get(2).floats()).containsOnly(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 4", "3, 3", "40, 40", "16, 64", "30, 20"})
    void theRecurrentKernelBeginsOrthogonal(int rows, int columns) {
        tf.graph().setSeed((long) rows);
        Output q = new Orthogonal(1, null).initialValue(tf, DType.FLOAT32, Shape.of(rows, columns));
        int least = Math.min(rows, columns);
        try (Session session = new Session(tf.graph())) {
            Tensor gram = session.run(rows <= columns ? tf.matmul(q, q, false, true) : tf.matmul(q, q, true, false));
            assertThat(gram.shape()).isEqualTo(Shape.of(least, least));
            for (int i = 0; i < least; i++) {
                for (int j = 0; j < least; j++) {
                    assertThat(gram.doubleAt(i * least + j)).isCloseTo(i == j ? 1 : 0, within(1e-5));
                }
            }
        }
    }

    /** What comes first decides: only the state can carry it to the end. */
    @Test
    void theFirstOfEightStepsIsRemembered() {
        tf.graph().setSeed(1L);
        float[][][] sequences = new float[64][8][1];
        float[][] firsts = new float[64][1];
        for (int e = 0; e < 64; e++) {
            for (float[] step : sequences[e]) {
                step[0] = random.nextBoolean() ? 1 : 0;
            }
            firsts[e][0] = sequences[e][0][0];
        }
        try (Sequential model = keras.sequential(new LSTM(8).inputShape(8, 1), new Dense(1).activation("sigmoid"))) {
            model.compile("adam", "binary_crossentropy", "accuracy");
            model.setLearningRate(0.03);
            model.fit(sequences, firsts, new Fit().epochs(60));
            assertThat(model.evaluate(sequences, firsts).get("acc")).isEqualTo(1);
        }
    }

    @Test
    void anUnknownNumberOfStepsIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> keras.sequential(new GRU(2).inputShape(-1, 3)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(
                        "The inputs to gru are (?, ?, 3): the number of steps, dimension 1, must be known")
                .hasMessageContaining("inputShape(10, 8)");
        assertThatThrownBy(() -> keras.sequential(new LSTM(2).inputShape(3)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("expected ndim=3, found ndim=2");
        assertThatThrownBy(() -> new SimpleRNN(0)).hasMessageContaining("simple_rnn needs at least 1 unit, not 0");
    }
}
