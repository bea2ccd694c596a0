package org.headrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.headrace.autodiff.Gradients;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What TensorFlow 1.15 makes of linear algebra beyond the table of op cases. */
class LinalgOracleTest {
    private final Ops tf = Ops.on(new Graph());

    @ParameterizedTest
    @CsvSource({"4, 4, 1, 7", "3, 8, 2.5, 42", "9, 2, 1, -3", "40, 160, 1, 11"})
    void orthogonalInitialValuesAreTensorFlows(long rows, long columns, double gain, long seed) {
        Output q = tf.initializers.orthogonal(gain, seed).initialValue(tf, DType.FLOAT32, Shape.of(rows, columns));
        hold(q, 2e-6);
    }

    @Test
    void orthogonalFiltersAreTensorFlows() {
        hold(tf.initializers.orthogonal(1, 5L).initialValue(tf, DType.FLOAT32, Shape.of(3, 3, 2, 8)), 2e-6);
    }

    private void hold(Output output, double far) {
        double[] expected;
        try (var oracle = new GraphOracle(tf.graph())) {
            expected = oracle.run(List.of(output)).get(0).toDoubleArray();
        }
        try (Session session = new Session(tf.graph())) {
            assertThat(session.run(output).toDoubleArray()).containsExactly(expected, within(far));
        }
    }

    static Stream<Arguments> transforms() {
        return Stream.of(
                Arguments.of("rfft", new int[] {6}),
                Arguments.of("rfft", new int[] {2, 7}),
                Arguments.of("rfft2d", new int[] {4, 6}),
                Arguments.of("rfft2d", new int[] {3, 5}),
                Arguments.of("irfft", new int[] {2, 8}),
                Arguments.of("irfft2d", new int[] {4, 6}));
    }

    /** float32 alone, which finite differences are too coarse for: the gradient of each output with regard to each input. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("transforms")
    void spectraHaveTheGradientsOfLinearFunctions(String name, int[] dims) {
        UnaryOperator<Output> transform =
                switch (name) {
                    case "rfft" -> x -> tf.signal.rfft(x);
                    case "rfft2d" -> x -> tf.signal.rfft2d(x);
                    case "irfft" -> x -> tf.signal.irfft(tf.signal.rfft(x), dims[dims.length - 1]);
                    default -> x -> tf.signal.irfft2d(tf.signal.rfft2d(x), dims);
                };
        Shape shape = Shape.of(Arrays.stream(dims).asLongStream().toArray());
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(3 * i + 1);
        }
        Output x = tf.constant(Tensor.wrap(shape, values));
        Output y = transform.apply(x);
        Output parts = y.dtype().isComplex() ? tf.stack(List.of(tf.real(y), tf.imag(y))) : y;
        Output weights = tf.constant(weights(parts.shape()));
        // of a linear function y, sum(w y) is linear: its gradient times x is itself
        Output sum = tf.reduceSum(tf.mul(parts, weights));
        Output dx = Gradients.of(tf, sum).withRespectTo(List.of(x)).get(0) instanceof Gradient.Dense dense
                ? dense.value()
                : tf.zerosLike(x);
        Output again = tf.reduceSum(tf.mul(dx, x));
        hold(dx, 1e-4);
        try (Session session = new Session(tf.graph())) {
            assertThat(session.run(again).toDouble()).isCloseTo(session.run(sum).toDouble(), within(1e-4));
        }
    }

    private static Tensor weights(Shape shape) {
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.cos(i * i);
        }
        return Tensor.wrap(shape, values);
    }

    static Stream<Arguments> refused() {
        Tensor singular = Tensor.of(new float[][] {{1, 2}, {2, 4}});
        Tensor indefinite = Tensor.of(new float[][] {{1, 2}, {2, 1}});
        Tensor holed = Tensor.of(new float[][] {{1, 0}, {2, 0}});
        return Stream.of(
                Arguments.of("inv", singular, "Input is not invertible."),
                Arguments.of("lu", singular, "Input is not invertible."),
                Arguments.of("solve", singular, "Input matrix is not invertible."),
                Arguments.of("triangularSolve", holed, "Input matrix is not invertible."),
                Arguments.of("cholesky", indefinite, "Cholesky decomposition was not successful"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatTensorFlowRefusesIsRefusedInItsWords(String name, Tensor matrix, String message) {
        Output x = tf.constant(matrix);
        Output y =
                switch (name) {
                    case "inv" -> tf.linalg.inv(x);
                    case "lu" -> tf.linalg.lu(x).get(0);
                    case "solve" -> tf.linalg.solve(x, x);
                    case "triangularSolve" -> tf.linalg.triangularSolve(x, x);
                    default -> tf.linalg.cholesky(x);
                };
        try (var oracle = new GraphOracle(tf.graph())) {
            assertThatThrownBy(() -> oracle.run(List.of(y))).hasMessageContaining(message);
        }
        try (Session session = new Session(tf.graph())) {
            assertThatThrownBy(() -> session.run(y))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining(message);
        }
    }
}
