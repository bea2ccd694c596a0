package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.oracle.GraphOracle;
import org.headrace.train.data.Element;
import org.junit.jupiter.api.Test;

/**
 * Trains the very graphs of {@code mnist} in TensorFlow 1.15, side by side with ours: the same batches, and from the
 * same seeds the same weights and the same dropout. Rounding differs, and training amplifies that: the first costs agree
 * within 1e-4, all within 2 %. The digits are those that come with the examples, or with {@code -Dheadrace.data=FOLDER}
 * those of MNIST in its folder {@code mnist}.
 */
class MnistOracleTest {
    private static final long SEED = 1;

    @Test
    void theTutorialsNetworkCostsWhatItCostsInTensorFlow() {
        train(new TutorialNetwork(), 300, 100);
    }

    @Test
    void theConvolutionalNetworkCostsWhatItCostsInTensorFlow() {
        train(new ConvolutionalNetwork(), 60, 10);
    }

    /** Compares the cost of each batch after the step that it was trained on, without dropout. */
    private static void train(MnistNetwork network, int steps, int closeSteps) {
        MnistData digits = digits();
        MnistGraph graph = MnistGraph.of(network, digits.side(), steps, SEED);
        Op init = graph.tf().globalVariablesInitializer();
        double largest = 0;
        try (var tensorFlow = new GraphOracle(graph.tf().graph());
                var session = graph.tf().session()) {
            tensorFlow.run(List.of(), init);
            session.run(init);
            for (int step = 0; step < steps; step++) {
                Element batch = digits.nextBatch().get();
                tensorFlow.run(feeds(graph, batch, network.keepProb()), List.of(), graph.trainStep());
                graph.train(session, batch, network.keepProb());

                Map<Output, Tensor> all = feeds(graph, batch, 1);
                double theirs =
                        tensorFlow.run(all, List.of(graph.loss())).get(0).toDouble();
                double ours = session.run(graph.loss(), all).toDouble();
                double tolerance = step < closeSteps ? 1e-4 : 0.02 * theirs;
                assertThat(ours).as("cost after step " + step).isCloseTo(theirs, within(tolerance));
                largest = Math.max(largest, Math.abs(ours - theirs));
                if (step % 20 == 0 || step == steps - 1) {
                    System.out.println(String.format(
                            Locale.ROOT,
                            "step %d: TensorFlow %.7f, ours %.7f, largest difference %.1e",
                            step,
                            theirs,
                            ours,
                            largest));
                }
            }
        }
    }

    private static MnistData digits() {
        String data = System.getProperty("headrace.data");
        return data == null
                ? MnistData.shipped(SEED)
                : MnistData.read(Path.of(data, "mnist"), SEED, new PrintWriter(Writer.nullWriter()));
    }

    private static Map<Output, Tensor> feeds(MnistGraph graph, Element batch, double keepProb) {
        return Map.of(
                graph.x(), batch.get(0), graph.labels(), batch.get(1), graph.keepProb(), Tensor.of((float) keepProb));
    }
}
