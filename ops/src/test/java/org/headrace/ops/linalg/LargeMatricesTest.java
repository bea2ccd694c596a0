package org.headrace.ops.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.SessionConfig;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Decompositions of matrices so large that threads share the products and rotations within each: held to what they are. */
class LargeMatricesTest {
    private static final int N = 150;
    /** Some rounding errors for each of a row's elements: all matrices here are of numbers about 1 and well conditioned. */
    private static final double NEAR = 1e-11;

    private interface Build {
        /** Two outputs that should be the same. */
        List<Output> build(Ops tf, Output a, Output b);
    }

    private static Output adjointLeft(Ops tf, Output a, Output b) {
        return tf.matmul(a, b, false, false, true, false);
    }

    private static Output adjointRight(Ops tf, Output a, Output b) {
        return tf.matmul(a, b, false, false, false, true);
    }

    private static Output identity(Ops tf, Output like) {
        return tf.linalg.eye(N, N, like.dtype());
    }

    private static Arguments of(String name, Build build) {
        return Arguments.of(name, build);
    }

    static Stream<Arguments> laws() {
        return Stream.of(
                of("an inverse undoes", (tf, a, b) -> List.of(tf.matmul(tf.linalg.inv(a), a), identity(tf, a))),
                of(
                        "an adjoint inverse undoes",
                        (tf, a, b) -> List.of(adjointLeft(tf, a, tf.linalg.inv(a, true)), identity(tf, a))),
                of("a solution solves", (tf, a, b) -> List.of(tf.matmul(a, tf.linalg.solve(a, b)), b)),
                of(
                        "an adjoint solution solves",
                        (tf, a, b) -> List.of(adjointLeft(tf, a, tf.linalg.solve(a, b, true)), b)),
                of(
                        "a triangle's solution solves",
                        (tf, a, b) -> List.of(
                                tf.matmul(tf.linalg.bandPart(a, 0, -1), tf.linalg.triangularSolve(a, b, false, false)),
                                b)),
                of("a factor's square is the matrix", (tf, a, b) -> {
                    Output positive = adjointRight(tf, a, a);
                    Output l = tf.linalg.cholesky(positive);
                    return List.of(adjointRight(tf, l, l), positive);
                }),
                of("q r is the matrix", (tf, a, b) -> {
                    List<Output> qr = tf.linalg.qr(b);
                    return List.of(tf.matmul(qr.get(0), qr.get(1)), b);
                }),
                of("q is orthogonal", (tf, a, b) -> {
                    Output q = tf.linalg.qr(b).get(0);
                    return List.of(adjointLeft(tf, q, q), identity(tf, q));
                }),
                of("eigenvectors diagonalize", (tf, a, b) -> {
                    Output symmetric = tf.add(b, tf.linalg.adjoint(b));
                    List<Output> eigen = tf.linalg.eigh(symmetric);
                    Output scaled = tf.mul(eigen.get(1), tf.expandDims(tf.cast(eigen.get(0), b.dtype()), -2));
                    return List.of(adjointRight(tf, scaled, eigen.get(1)), symmetric);
                }),
                of("singular vectors diagonalize", (tf, a, b) -> {
                    List<Output> svd = tf.linalg.svd(b);
                    Output scaled = tf.mul(svd.get(1), tf.expandDims(tf.cast(svd.get(0), b.dtype()), -2));
                    return List.of(adjointRight(tf, scaled, svd.get(2)), b);
                }),
                of(
                        "least squares solve where there is a solution",
                        (tf, a, b) ->
                                List.of(tf.matmul(a, tf.add(new MatrixSolveLs(false), a, b, tf.constant(0.0))), b)),
                of(
                        "normal equations solve where there is a solution",
                        (tf, a, b) ->
                                List.of(tf.matmul(a, tf.add(new MatrixSolveLs(true), a, b, tf.constant(0.0))), b)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("laws")
    void decompositionsAreWhatTheyAreWithAnyNumberOfThreads(String name, Build law) {
        for (DType dtype : List.of(DType.FLOAT64, DType.COMPLEX128)) {
            Graph graph = new Graph();
            Ops tf = Ops.on(graph);
            List<Output> both = law.build(tf, tf.constant(numbers(dtype, 1, 30)), tf.constant(numbers(dtype, 2, 0)));
            double[] one = {};
            for (int threads = 1; threads <= 3; threads++) {
                try (var session = new Session(graph, SessionConfig.defaults().withThreads(threads))) {
                    double[] actual = session.run(both).get(0).doubles();
                    double[] expected = session.run(both).get(1).doubles();
                    for (int i = 0; i < expected.length; i++) {
                        assertThat(Math.abs(actual[i] - expected[i]))
                                .as("%s %s, element %s", name, dtype, i)
                                .isLessThan(NEAR * N);
                    }
                    one = threads == 1 ? actual : one;
                    assertThat(actual).as("with %s threads", threads).isEqualTo(one);
                }
            }
        }
    }

    /** Random numbers, with {@code more} added on the diagonal. */
    private static Tensor numbers(DType dtype, long seed, double more) {
        Random random = new Random(seed);
        double[] values = new double[N * N * dtype.width()];
        Arrays.setAll(values, i -> random.nextGaussian());
        for (int i = 0; i < N; i++) {
            values[i * (N + 1) * dtype.width()] += more;
        }
        return Tensor.wrap(dtype, Shape.of(N, N), values);
    }
}
