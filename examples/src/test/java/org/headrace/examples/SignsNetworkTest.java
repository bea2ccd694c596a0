package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.train.data.NumpyRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignsNetworkTest {
    private static final int COUNT = 12;

    private final Pictures pictures = HandPainter.pictures(COUNT, new NumpyRandom(1));

    private Map<Output, Tensor> feeds(SignsNetwork network) {
        SignsSet set = SignsSet.of(pictures, network);
        return Map.of(network.x(), set.x(), network.y(), set.y());
    }

    private static Session initialized(SignsNetwork network) {
        Session session = network.tf().session();
        session.run(network.tf().globalVariablesInitializer());
        return session;
    }

    private static Output variable(SignsNetwork network, String name) {
        return network.tf().globalVariables().stream()
                .filter(variable -> variable.op().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The formulas of the tutorial, in double precision. */
    @ParameterizedTest
    @EnumSource
    void theLossIsThatOfTheFormulas(SignsLayout layout) {
        SignsNetwork network = SignsNetwork.create(layout, 0, 0);
        try (var session = initialized(network)) {
            double sum = 0;
            for (int example = 0; example < COUNT; example++) {
                double[] a = pixels(example);
                for (int l = 1; l <= 3; l++) {
                    a = linear(layout, session.run(variable(network, "W" + l)), a);
                    a = l < 3
                            ? IntStream.range(0, a.length).mapToDouble(relu(a)).toArray()
                            : a;
                }
                double total = 0;
                for (double z : a) {
                    total += Math.exp(z);
                }
                sum += Math.log(total) - a[pictures.label(example)];
            }
            Tensor loss = session.run(network.loss(), feeds(network));
            assertThat(loss.toDouble()).isCloseTo(sum / COUNT, within(1e-5));
            assertThat(network.cost()).isEqualTo(network.loss());
        }
    }

    private static IntToDoubleFunction relu(double[] a) {
        return i -> Math.max(0, a[i]);
    }

    private double[] pixels(int example) {
        double[] values = new double[Pictures.FEATURES];
        for (int i = 0; i < values.length; i += 3) {
            int rgb = pictures.rgb(example, i / 3 / Pictures.SIDE, i / 3 % Pictures.SIDE);
            values[i] = (rgb >> 16) / 255.0;
            values[i + 1] = (rgb >> 8 & 255) / 255.0;
            values[i + 2] = (rgb & 255) / 255.0;
        }
        return values;
    }

    /** The biases are zero at first. */
    private static double[] linear(SignsLayout layout, Tensor weights, double[] x) {
        boolean columns = layout == SignsLayout.COLUMNS;
        int units = (int) weights.shape().dim(columns ? 0 : 1);
        double[] z = new double[units];
        for (int u = 0; u < units; u++) {
            for (int i = 0; i < x.length; i++) {
                z[u] += weights.doubleAt(columns ? u * x.length + i : i * units + u) * x[i];
            }
        }
        return z;
    }

    @Test
    void theFirstWeightsOfRowsAreThoseOfColumnsTransposed() {
        SignsNetwork columns = SignsNetwork.create(SignsLayout.COLUMNS, 0, 0);
        SignsNetwork rows = SignsNetwork.create(SignsLayout.ROWS, 0, 0);
        try (var one = initialized(columns);
                var other = initialized(rows)) {
            Tensor w = one.run(variable(columns, "W2"));
            Tensor transposed = other.run(variable(rows, "W2"));
            assertThat(w.shape()).isEqualTo(Shape.of(12, 25));
            assertThat(transposed.shape()).isEqualTo(Shape.of(25, 12));
            for (int i = 0; i < 12; i++) {
                for (int j = 0; j < 25; j++) {
                    assertThat(transposed.doubleAt(j * 12 + i)).isEqualTo(w.doubleAt(i * 25 + j));
                }
            }
        }
    }

    @Test
    void l2AddsHalfTheSumOfSquaredWeightsButNoBiases() {
        SignsNetwork network = SignsNetwork.create(SignsLayout.COLUMNS, 0.25, 0);
        try (var session = initialized(network)) {
            // Biases that would be noticed.
            session.run(
                    network.tf().assign(variable(network, "b3"), network.tf().ones(Shape.of(6, 1))));
            double squares = Stream.of("W1", "W2", "W3")
                    .map(name -> session.run(variable(network, name)))
                    .flatMapToDouble(weights -> Arrays.stream(weights.toDoubleArray()))
                    .map(w -> w * w)
                    .sum();
            double cost = session.run(network.cost(), feeds(network)).toDouble();
            double loss = session.run(network.loss(), feeds(network)).toDouble();
            assertThat(cost - loss).isCloseTo(0.25 * squares / 2, within(1e-4));
        }
    }

    @Test
    void dropoutLeavesHiddenUnitsOutOfTheCostButNotOfTheLoss() {
        SignsNetwork network = SignsNetwork.create(SignsLayout.COLUMNS, 0, 0.25);
        assertThat(network.dropouts()).extracting(SignsNetwork.Dropout::units).containsExactly(25, 12);
        try (var session = initialized(network)) {
            Map<Output, Tensor> feeds = feeds(network);
            Tensor loss = session.run(network.loss(), feeds);
            Tensor cost = session.run(network.cost(), feeds);
            assertThat(session.run(network.loss(), feeds)).isEqualTo(loss);
            assertThat(session.run(network.cost(), feeds)).isNotEqualTo(cost);

            SignsNetwork.Dropout first = network.dropouts().get(0);
            float[] ones = new float[25 * 4000];
            Arrays.fill(ones, 1);
            Tensor left = session.run(first.left(), Map.of(first.values(), Tensor.wrap(Shape.of(25, 4000), ones)));
            long dropped = IntStream.range(0, left.size())
                    .filter(i -> left.doubleAt(i) == 0)
                    .count();
            assertThat(dropped / 100_000.0).isCloseTo(0.25, within(0.01));
            assertThat(IntStream.range(0, left.size())
                            .mapToDouble(left::doubleAt)
                            .max()
                            .orElseThrow())
                    .isCloseTo(4.0 / 3, within(1e-6));
        }
    }

    @Test
    void predictionsAndAccuracyGoTogether() {
        SignsNetwork network = SignsNetwork.create(SignsLayout.ROWS, 0, 0);
        try (var session = initialized(network)) {
            Tensor predicted = session.run(network.predicted(), feeds(network));
            long right = IntStream.range(0, COUNT)
                    .filter(i -> predicted.longAt(i) == pictures.label(i))
                    .count();
            assertThat(session.run(network.accuracy(), feeds(network)).toDouble())
                    .isCloseTo(right / (double) COUNT, within(1e-6));
        }
    }
}
