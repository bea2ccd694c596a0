package org.headrace.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.PreparedRun;
import org.headrace.core.Tensor;
import org.headrace.oracle.GraphOracle;
import org.headrace.train.data.RealData;
import org.junit.jupiter.api.Test;

/**
 * Trains the very graph of {@code signs} on the course's photographs in TensorFlow 1.15, side by side with ours, and prints
 * the costs of both. {@code -Doracle.signs.epochs=900} trains for longer. In epoch 892 a hidden unit's sum is -1.3e-6 with us
 * and 1.3e-5 in TensorFlow, so that relu lets it pass there only, and from then on the costs differ by more than rounding:
 * by 2.7 % in epoch 946, which this test does not allow.
 */
class SignsOracleTest {
    private static final int EPOCHS = Integer.getInteger("oracle.signs.epochs", 101);
    private static final int BATCH = 32;
    private static final int FIRST_SEED = 3;

    @Test
    void theCostsOfATrainingAreTensorFlows() throws IOException {
        SignsData signs = SignsData.read(RealData.folder("signs"));
        SignsNetwork network = SignsNetwork.create(SignsLayout.COLUMNS, 0, 0);
        SignsSet train = SignsSet.of(signs.train(), network);
        SignsSet test = SignsSet.of(signs.test(), network);
        Op init = network.tf().globalVariablesInitializer();
        try (var tensorFlow = new GraphOracle(network.tf().graph());
                var session = network.tf().session()) {
            tensorFlow.run(List.of(), init);
            session.run(init);
            PreparedRun step =
                    session.prepare(List.of(network.step(), network.cost()), List.of(network.x(), network.y()));
            var batches = new MiniBatches(signs.train(), SignsLayout.COLUMNS, BATCH, FIRST_SEED);
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                batches.nextEpoch();
                double theirs = 0;
                double ours = 0;
                for (int i = 0; i < batches.count(); i++) {
                    Map<Output, Tensor> feeds = batch(network, batches, i);
                    theirs += tensorFlow
                                    .run(feeds, List.of(network.cost()), network.step())
                                    .get(0)
                                    .toDouble()
                            / batches.fullCount();
                    step.feed(0, requireNonNull(feeds.get(network.x())))
                            .feed(1, requireNonNull(feeds.get(network.y())));
                    ours += step.run().get(1).toDouble() / batches.fullCount();
                }
                if (epoch % 100 == 0) {
                    System.out.println(String.format(
                            Locale.ROOT,
                            "Cost after epoch %d: %f, TensorFlow %f, difference %.1e",
                            epoch,
                            ours,
                            theirs,
                            ours - theirs));
                }
                assertThat(ours).as("cost of epoch %d", epoch).isCloseTo(theirs, tolerance(epoch, theirs));
            }
            for (SignsSet set : List.of(train, test)) {
                Map<Output, Tensor> feeds = Map.of(network.x(), set.x(), network.y(), set.y());
                double theirs = tensorFlow
                        .run(feeds, List.of(network.accuracy()))
                        .get(0)
                        .toDouble();
                double ours = session.run(network.accuracy(), feeds).toDouble();
                System.out.println("Accuracy: " + ours + ", TensorFlow " + theirs);
                assertThat(ours).isCloseTo(theirs, within(0.02));
            }
        }
    }

    /** Sums are added up in other orders, and training makes such differences grow. */
    private static Offset<Double> tolerance(int epoch, double cost) {
        return within(epoch <= 300 ? 1e-4 : 0.02 * cost);
    }

    private static Map<Output, Tensor> batch(SignsNetwork network, MiniBatches batches, int i) {
        int size = batches.size(i);
        float[] x = new float[Pictures.FEATURES * size];
        float[] y = new float[Pictures.CLASSES * size];
        batches.fill(i, x, y);
        return Map.of(
                network.x(), Tensor.wrap(network.pictures(size), x), network.y(), Tensor.wrap(network.labels(size), y));
    }
}
