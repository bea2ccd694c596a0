package org.headrace.ops.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.GraphException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

/**
 * Categorical, gamma, Poisson, bounded normal and stateless random ops. The numbers are those of TensorFlow 1.15.0
 * (org.tensorflow:libtensorflow, CPU, one thread) for the same ops, run twice in one session.
 */
class SamplingTest {
    private final Ops tf = Ops.on(new Graph());

    private List<double[]> twice(Output output) {
        try (var session = new Session(tf.graph())) {
            return List.of(
                    session.run(output).toDoubleArray(), session.run(output).toDoubleArray());
        }
    }

    private void draws(Output output, double[] first, double[] second) {
        List<double[]> drawn = twice(output);
        assertThat(drawn.get(0)).containsExactly(first, within(1e-12));
        assertThat(drawn.get(1)).containsExactly(second, within(1e-12));
    }

    private void drawsAlways(Output output, double... values) {
        draws(output, values, values);
    }

    @Test
    void multinomialDrawsTensorFlowsClasses() {
        Output logits = tf.constant(new float[][] {{0.5f, -1, 2}, {0, 0, 0}});
        draws(
                tf.add(new Multinomial(3, 4, DType.INT64), logits, tf.constant(6)),
                new double[] {2, 2, 2, 2, 0, 0, 1, 1, 2, 0, 2, 1},
                new double[] {0, 0, 2, 2, 2, 0, 2, 1, 2, 2, 1, 2});
    }

    @Test
    void gammaDrawsTensorFlowsNumbers() {
        draws(
                tf.add(new RandomGamma(3, 4), tf.constant(new int[] {2}), tf.constant(new double[] {0.5, 1, 7.5})),
                new double[] {
                    0.030098978607101822,
                    1.3681521753420611,
                    3.9319784035335608,
                    0.358395496536684,
                    1.4409040920653111,
                    7.8714549282382515
                },
                new double[] {
                    0.0017179660062086296,
                    1.4686928248599926,
                    8.43532098127,
                    0.39556030885997834,
                    1.9499314393356415,
                    6.681782200964969
                });
    }

    @Test
    void poissonDrawsTensorFlowsNumbers() {
        Output rates = tf.constant(new float[] {0.5f, 3, 50});
        draws(
                tf.add(new RandomPoissonV2(DType.INT32, 3, 4), tf.constant(new int[] {3}), rates),
                new double[] {0, 4, 53, 1, 1, 49, 1, 5, 56},
                new double[] {1, 5, 44, 1, 5, 54, 0, 2, 48});
    }

    @Test
    void boundedNormalDrawsTensorFlowsNumbers() {
        draws(
                tf.add(
                        new ParameterizedTruncatedNormal(3, 4),
                        tf.constant(new int[] {3, 2}),
                        tf.constant(new double[] {0, 5, -1}),
                        tf.constant(1.0),
                        tf.constant(new double[] {-1, 6, 2}),
                        tf.constant(new double[] {1, 6.5, 9})),
                new double[] {
                    -0.2202118807642517,
                    0.1711761795574036,
                    6.0375718031665695,
                    6.047537802383259,
                    2.0714652808494836,
                    2.032027950938156
                },
                new double[] {
                    0.09626250760153665,
                    0.12748711824877246,
                    6.411106210510058,
                    6.072111623656056,
                    2.061931766238902,
                    2.0089903756989553
                });
    }

    @Test
    void statelessOpsDrawTensorFlowsNumbersInEveryRun() {
        Output seed = tf.constant(new int[] {7, 8});
        Output three = tf.constant(new int[] {3});
        Output five = tf.constant(new int[] {5});
        drawsAlways(
                tf.add(new StatelessRandomUniform(DType.FLOAT32), five, seed),
                0.04152262210845947,
                0.28272271156311035,
                0.41700708866119385,
                0.3062390089035034,
                0.99616539478302);
        drawsAlways(
                tf.add(
                        new StatelessRandomUniformInt(),
                        five,
                        tf.constant(new long[] {7, -8}),
                        tf.constant(-5),
                        tf.constant(1000)),
                120,
                342,
                692,
                62,
                753);
        drawsAlways(
                tf.add(new StatelessRandomNormal(DType.FLOAT64), three, seed),
                1.2728398046188851,
                -0.7642169521191732,
                0.24944646609419516);
        drawsAlways(
                tf.add(new StatelessTruncatedNormal(DType.FLOAT64), three, seed),
                1.2728398046188851,
                -0.7642169521191732,
                -0.3552822004007112);
        Output logits = tf.constant(new float[][] {{0.5f, -1, 2}});
        drawsAlways(
                tf.add(new StatelessMultinomial(DType.INT32), logits, tf.constant(8), seed), 2, 2, 2, 2, 2, 0, 2, 2);
    }

    @Test
    void functionsMakeTensorFlowsOps() {
        tf.random.multinomial(tf.placeholder(DType.FLOAT32, Shape.of(2, 3), "logits"), 4);
        tf.random.gamma(Shape.of(2), tf.placeholder(DType.FLOAT32, Shape.of(3), "alpha"));
        assertThat(tf.graph().ops().stream().map(Op::name))
                .containsExactly(
                        "logits",
                        "multinomial/Multinomial/num_samples",
                        "multinomial/Multinomial",
                        "alpha",
                        "random_gamma/shape",
                        "random_gamma/beta",
                        "random_gamma/zeros_like",
                        "random_gamma/add",
                        "random_gamma/RandomGamma",
                        "random_gamma/truediv",
                        "random_gamma/Maximum/x",
                        "random_gamma/Maximum");
    }

    @Test
    void cropsAreParts() {
        Output value = tf.reshape(tf.range(0, 100, 1), 10, 10);
        try (var session = new Session(tf.graph())) {
            int[] crop = session.run(tf.random.randomCrop(value, new int[] {2, 3}, 5L))
                    .toIntArray();
            int[] steps = Arrays.stream(crop).map(v -> v - crop[0]).toArray();
            assertThat(steps).containsExactly(0, 1, 2, 10, 11, 12);
            assertThatThrownBy(() -> session.run(tf.random.randomCrop(value, new int[] {2, 11}, 5L)))
                    .isInstanceOf(GraphException.class)
                    .hasMessageContaining("Need value.shape >= size");
        }
    }

    @Test
    void refusesParametersWithoutSamples() {
        try (var session = new Session(tf.graph())) {
            assertThatThrownBy(() -> session.run(tf.random.gamma(Shape.of(1), tf.constant(new float[] {-1}))))
                    .isInstanceOf(GraphException.class)
                    .hasMessageContaining("alpha must be positive and finite, got -1.0");
            assertThatThrownBy(() -> session.run(tf.random.poisson(tf.constant(Float.NaN), Shape.of(1))))
                    .isInstanceOf(GraphException.class)
                    .hasMessageContaining("rate must be a number that float32 has room for");
        }
        assertThatThrownBy(() -> tf.random.statelessUniform(Shape.of(1), tf.constant(new int[] {1, 2, 3})))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("seed must have shape [2], not [3]");
        assertThatThrownBy(() -> tf.random.categorical(tf.constant(new float[] {1}), 2))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("Shape must be rank 2 but is rank 1");
    }
}
