package org.headrace.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code exp(A)}, which TensorFlow 1.15 has no op for any more, held to closed forms. */
class MatrixExponentialTest {
    private static final double[][] A = {{0.3, -1.2, 0.5}, {0.7, 0.1, -0.4}, {-0.2, 0.9, -0.6}};

    private static double[] expm(Tensor a) {
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        Output x = tf.placeholder(a.dtype(), a.shape());
        Output y = tf.linalg.expm(x);
        Output real = a.dtype().isComplex() ? tf.stack(List.of(tf.real(y), tf.imag(y))) : y;
        try (Session session = new Session(graph)) {
            return session.feed(x, a).run(real).toDoubleArray();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.01, 1, 3, 40, 1000})
    void ofAnAntisymmetricMatrixIsARotation(double angle) {
        double[] y = expm(Tensor.of(new double[][] {{0, -angle}, {angle, 0}}));
        double[] rotation = {Math.cos(angle), -Math.sin(angle), Math.sin(angle), Math.cos(angle)};
        assertThat(y).containsExactly(rotation, within(1e-15 * Math.max(10, 20 * angle)));
    }

    @Test
    void ofANilpotentMatrixIsASumOfThreeTerms() {
        double[] y = expm(Tensor.of(new double[][] {{0, 2, 3}, {0, 0, 4}, {0, 0, 0}}));
        assertThat(y).containsExactly(new double[] {1, 2, 7, 0, 1, 4, 0, 0, 1}, within(1e-14));
    }

    @Test
    void ofADiagonalIsThatOfEachElement() {
        double[] y = expm(Tensor.of(new double[][] {{-30, 0}, {0, 5}}));
        assertThat(y[0]).isCloseTo(Math.exp(-30), within(1e-12 * Math.exp(-30)));
        assertThat(y[3]).isCloseTo(Math.exp(5), within(1e-12));
    }

    @Test
    void ofComplexNumbersIsTheirExponential() {
        Tensor a = Tensor.wrap(DType.COMPLEX128, Shape.of(1, 1), new double[] {0.5, 2});
        double[] euler = {Math.exp(0.5) * Math.cos(2), Math.exp(0.5) * Math.sin(2)};
        assertThat(expm(a)).containsExactly(euler, within(1e-14));
    }

    @Test
    void ofWhatIsNotANumberIsNone() {
        assertThat(expm(Tensor.of(new double[][] {{Double.NaN, 0}, {0, 1}}))[0]).isNaN();
    }

    @Test
    void hasGradientsOfEveryOrder() {
        assertThat(GradientChecker.error((tf, in) -> tf.linalg.expm(in.get(0)), Tensor.of(A)))
                .isLessThan(1e-8);
        assertThat(GradientChecker.secondOrderError((tf, in) -> tf.linalg.expm(in.get(0)), Tensor.of(A)))
                .isLessThan(1e-7);
    }
}
