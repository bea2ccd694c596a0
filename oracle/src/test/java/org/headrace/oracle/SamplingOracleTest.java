package org.headrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.random.ParameterizedTruncatedNormal;
import org.headrace.ops.random.RandomGamma;
import org.headrace.ops.random.RandomPoissonV2;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random ops from equal seeds in TensorFlow 1.15 and here, each run three times. */
class SamplingOracleTest {
    private static final int RUNS = 3;

    /** Adds a random op. */
    @FunctionalInterface
    interface Build {
        Output build(Ops tf);
    }

    private static Arguments row(String name, double equal, Build build) {
        return Arguments.of(name, equal, build);
    }

    static Stream<Arguments> rows() {
        float[][] logits = {{0.1f, -2, 1.5f, 0}, {Float.NEGATIVE_INFINITY, 3, Float.NaN, 2.5f}, {-1e30f, -80, -81, -80}
        };
        double[] alphas = {0.05, 0.5, 0.999, 1, 1.0001, 3.5, 40, 1e6};
        double[] rates = {0, 0.5, 3, 9.999, 10, 25.5, 4000, 1e7};
        return Stream.of(
                row("categorical", 1, tf -> tf.random.categorical(tf.constant(logits), 7, DType.INT64, 3L)),
                row("categorical int32", 1, tf -> tf.random.categorical(tf.constant(logits), 30, DType.INT32, 3L)),
                row(
                        "multinomial float64",
                        1,
                        tf -> tf.random.multinomial(tf.cast(tf.constant(logits), DType.FLOAT64), 101, 5L, DType.INT64)),
                row("categorical none", 1, tf -> tf.random.categorical(tf.constant(logits), 0, DType.INT64, 3L)),
                row(
                        "gamma float64",
                        0.95,
                        tf -> tf.add(new RandomGamma(4, 5), tf.constant(new int[] {50, 2}), tf.constant(alphas))),
                row(
                        "gamma float32",
                        0.99,
                        tf -> tf.add(
                                new RandomGamma(4, 5),
                                tf.constant(new int[] {100}),
                                tf.cast(tf.constant(alphas), DType.FLOAT32))),
                row(
                        "gamma scaled",
                        0.99,
                        tf -> tf.random.gamma(
                                Shape.of(20), tf.constant(new float[] {2, 3}), tf.constant(new float[] {0.5f, 4}), 8L)),
                row(
                        "poisson",
                        1,
                        tf -> tf.add(
                                new RandomPoissonV2(DType.FLOAT64, 4, 5),
                                tf.constant(new int[] {60, 2}),
                                tf.constant(rates))),
                row(
                        "poisson int32",
                        1,
                        tf -> tf.random.poisson(tf.constant(new int[] {1, 12, 100}), Shape.of(40), DType.INT32, 9L)),
                row(
                        "poisson int64",
                        1,
                        tf -> tf.random.poisson(
                                tf.constant(new float[][] {{1, 12}, {3, 100}}), Shape.of(40), DType.INT64, 9L)),
                row(
                        "uniform",
                        1,
                        tf -> tf.random.statelessUniform(
                                Shape.of(33), tf.constant(new int[] {7, 8}), -1, 3, DType.FLOAT32)),
                row(
                        "uniform float64",
                        1,
                        tf -> tf.random.statelessUniform(
                                Shape.of(33), tf.constant(new long[] {1L << 40, -8}), -1, 3, DType.FLOAT64)),
                row(
                        "uniform int32",
                        1,
                        tf -> tf.random.statelessUniform(
                                Shape.of(33), tf.constant(new int[] {-7, 8}), -10, 30, DType.INT32)),
                row(
                        "uniform int64",
                        1,
                        tf -> tf.random.statelessUniform(
                                Shape.of(33), tf.constant(new int[] {7, 8}), -10, 3L << 40, DType.INT64)),
                row("normal", 0.95, tf -> tf.random.statelessNormal(Shape.of(333), tf.constant(new int[] {7, 8}))),
                row(
                        "normal float64",
                        0.95,
                        tf -> tf.random.statelessNormal(
                                Shape.of(333), tf.constant(new int[] {7, 8}), 1, 2, DType.FLOAT64)),
                row(
                        "truncated normal",
                        0.95,
                        tf -> tf.random.statelessTruncatedNormal(Shape.of(333), tf.constant(new long[] {7, 8}))),
                row(
                        "stateless categorical",
                        1,
                        tf -> tf.random.statelessCategorical(
                                tf.constant(logits), 9, tf.constant(new int[] {5, 6}), DType.INT64)),
                row(
                        "crop",
                        1,
                        tf -> tf.random.randomCrop(tf.reshape(tf.range(0, 100, 1), 10, 10), new int[] {3, 2}, 11L)),
                truncated("between", DType.FLOAT32, 250, 0, 1, -2, 2),
                truncated("between float64", DType.FLOAT64, 250, 0, 1, -2, 2),
                truncated("uniform", DType.FLOAT32, 250, 1, 2, 1.5, 2),
                truncated("uniform float64", DType.FLOAT64, 90, 1, 2, 1.5, 2),
                truncated("tail", DType.FLOAT32, 150, 0, 1, 3, 50),
                truncated("tail float64", DType.FLOAT64, 150, 0, 1, 3, 50),
                truncated("left", DType.FLOAT32, 150, 0, 1, Double.NEGATIVE_INFINITY, -4),
                truncated("left open", DType.FLOAT64, 150, 1, 3, Double.NEGATIVE_INFINITY, 2),
                row(
                        "truncated rows",
                        0.95,
                        tf -> tf.add(
                                new ParameterizedTruncatedNormal(6, 7),
                                tf.constant(new int[] {3, 5, 4}),
                                tf.constant(new float[] {0, 1, -1}),
                                tf.constant(1f),
                                tf.constant(new float[] {-1, 2, -9}),
                                tf.constant(new float[] {5}))));
    }

    private static Arguments truncated(
            String name, DType dtype, int size, double mean, double deviation, double min, double max) {
        return row(
                "truncated " + name,
                0.95,
                tf -> tf.add(
                        new ParameterizedTruncatedNormal(6, 7),
                        tf.constant(new int[] {size}),
                        tf.constant(Tensor.of(dtype, mean), "mean"),
                        tf.constant(Tensor.of(dtype, deviation), "stddev"),
                        tf.constant(Tensor.of(dtype, min), "min"),
                        tf.constant(Tensor.of(dtype, max), "max")));
    }

    /** {@code equal} is the share of elements with equal bits; the others are neighbours. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void drawsWhatTensorFlowDraws(String name, double equal, Build build) {
        Graph graph = new Graph();
        Output output = build.build(Ops.on(graph));
        int same = 0;
        int all = 0;
        try (var tensorFlow = new GraphOracle(graph);
                var session = new Session(graph)) {
            for (int run = 0; run < RUNS; run++) {
                Tensor theirs = tensorFlow.run(List.of(output)).get(0);
                Tensor ours = session.run(output);
                assertThat(ours.spec()).isEqualTo(theirs.spec());
                for (int i = 0; i < ours.size(); i++) {
                    double expected = theirs.doubleAt(i);
                    double tolerance = ours.dtype() == DType.FLOAT32 ? 1e-6 : 1e-13;
                    assertThat(Math.abs(ours.doubleAt(i) - expected))
                            .as("%s, run %s, element %s: %s for %s", name, run, i, ours.doubleAt(i), expected)
                            .isLessThanOrEqualTo(equal == 1 ? 0 : tolerance * Math.max(1, Math.abs(expected)));
                    same += ours.doubleAt(i) == expected ? 1 : 0;
                    all++;
                }
            }
        }
        assertThat(same).as("elements of %s with equal bits", all).isGreaterThanOrEqualTo((int) (equal * all));
    }
}
