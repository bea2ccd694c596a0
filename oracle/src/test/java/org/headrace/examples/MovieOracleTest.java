package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.oracle.GraphOracle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trains the very graphs of {@code movie} in TensorFlow 1.15, side by side with ours, and prints what {@code MovieTest}
 * keeps of it.
 */
class MovieOracleTest {
    private static final int STEPS = 5000;
    private static final List<Integer> KEPT = List.of(1, 2, 10, 100, 1000, 5000);

    static Stream<Movie.Network> networks() {
        return Stream.of(Movie.withOptimizer(1), Movie.byHand(1));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyLossOfATrainingIsTensorFlows(Movie.Network network) {
        Op init = network.tf().globalVariablesInitializer();
        Map<Output, Tensor> feeds = Map.of(network.x(), Tensor.of(Movie.GENRES), network.y(), Tensor.of(Movie.RATINGS));
        try (var tensorFlow = new GraphOracle(network.tf().graph());
                var session = network.tf().session()) {
            tensorFlow.run(List.of(), init);
            session.run(init);
            for (int step = 1; step <= STEPS; step++) {
                Tensor theirs = tensorFlow
                        .run(feeds, List.of(network.loss()), network.update().op())
                        .get(0);
                Tensor ours = session.run(List.of(network.update(), network.loss()), feeds)
                        .get(network.loss());
                assertThat(ours.toDouble()).as("loss of step " + step).isCloseTo(theirs.toDouble(), within(1e-6));
                if (KEPT.contains(step)) {
                    System.out.println("step " + step + ": loss " + theirs);
                }
            }
            Tensor theirs = tensorFlow.run(feeds, List.of(network.prediction())).get(0);
            Tensor ours = session.run(network.prediction(), feeds);
            System.out.println("prediction " + theirs);
            for (int i = 0; i < ours.size(); i++) {
                assertThat(ours.doubleAt(i)).isCloseTo(theirs.doubleAt(i), within(1e-5));
            }
        }
    }
}
