package org.headrace.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.headrace.core.Fetched;
import org.headrace.core.PreparedRun;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** The training loop: epochs of mini-batches, and what is printed, written to event files and saved on the way. */
final class SignsTraining {
    private static final int BATCH = 32;
    private static final int FIRST_SEED = 3;

    /** Every so many epochs the cost is printed, as the tutorial does, and all is saved. */
    private static final int PRINT_EVERY = 100;

    /** Every so many epochs the accuracies are taken, to be drawn. */
    private static final int ACCURACY_EVERY = 50;

    /** Every so many epochs the cost is kept, to be drawn. */
    private static final int COST_EVERY = 5;

    private final SignsNetwork network;
    private final Session session;
    private final SignsCheckpoints checkpoints;
    private final SignsSet trainSet;
    private final SignsSet testSet;

    SignsTraining(
            SignsNetwork network, Session session, SignsCheckpoints checkpoints, SignsSet trainSet, SignsSet testSet) {
        this.network = network;
        this.session = session;
        this.checkpoints = checkpoints;
        this.trainSet = trainSet;
        this.testSet = testSet;
    }

    private MiniBatches batches(int epochsDone) {
        return new MiniBatches(trainSet.pictures(), network.layout(), BATCH, FIRST_SEED + epochsDone);
    }

    /** Sets the variables as they are before the first epoch. */
    void initialize() throws IOException {
        checkpoints.startOver();
        session.run(network.tf().globalVariablesInitializer());
    }

    /** Sets everything as it was at the last checkpoint; how many epochs are done. */
    int resume() throws IOException {
        MiniBatches batches = batches(0);
        int epochsDone = checkpoints.restore(session, batches.count());
        if (!network.dropouts().isEmpty()) {
            dropAsInEpochs(epochsDone, batches);
        }
        return epochsDone;
    }

    /**
     * Runs the dropouts alone, as often as the epochs did: what they draw next is not in a checkpoint, but it follows from
     * what they have drawn.
     */
    private void dropAsInEpochs(int epochs, MiniBatches batches) {
        List<SignsNetwork.Dropout> dropouts = network.dropouts();
        PreparedRun run = session.prepare(
                dropouts.stream().map(SignsNetwork.Dropout::left).toList(),
                dropouts.stream().map(SignsNetwork.Dropout::values).toList());
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int i = 0; i < batches.count(); i++) {
                for (int d = 0; d < dropouts.size(); d++) {
                    int units = dropouts.get(d).units();
                    Shape shape = network.layout().shape(units, batches.size(i));
                    run.feed(d, Tensor.wrap(shape, new float[shape.size()]));
                }
                run.run();
            }
        }
    }

    /** Trains from epoch {@code first} on, until there are {@code epochs} in all. */
    void train(int first, int epochs, SignsEvents train, SignsEvents test, PrintWriter out)
            throws InterruptedException {
        MiniBatches batches = batches(first);
        int steps = batches.count();
        int fullBatches = Math.max(1, batches.fullCount());
        PreparedRun fullStep = step();
        PreparedRun lastStep = step();
        try (var feed = new BatchFeed(batches, network);
                var progress = Progress.of("signs", epochs - first)) {
            for (int epoch = first; epoch < epochs; epoch++) {
                double epochCost = 0;
                for (int i = 0; i < steps; i++) {
                    BatchFeed.Batch batch = feed.next();
                    PreparedRun step = i < steps - 1 ? fullStep : lastStep;
                    step.feed(0, batch.x()).feed(1, batch.y()).run();
                    epochCost += step.get(1).toDouble() / fullBatches;
                }
                boolean last = epoch == epochs - 1;
                if (epoch % COST_EVERY == 0 || last) {
                    train.cost(epoch, epochCost);
                }
                if (epoch % PRINT_EVERY == 0) {
                    out.println(String.format(Locale.ROOT, "Cost after epoch %d: %f", epoch, epochCost));
                    out.flush();
                }
                if (epoch % ACCURACY_EVERY == 0 || last) {
                    train.summary(epoch, session.run(network.histograms()));
                    evaluate(trainSet, epoch, train);
                    evaluate(testSet, epoch, test);
                }
                if (epoch % PRINT_EVERY == 0 || last) {
                    checkpoints.save(session);
                }
                progress.step();
            }
        }
    }

    private PreparedRun step() {
        return session.prepare(List.of(network.step(), network.cost()), List.of(network.x(), network.y()));
    }

    private void evaluate(SignsSet set, int epoch, SignsEvents events) {
        Fetched fetched = session.feed(network.x(), set.x())
                .feed(network.y(), set.y())
                .run(network.accuracy(), network.summary());
        events.accuracy(epoch, fetched.get(network.accuracy()).toDouble(), fetched.get(network.summary()));
    }
}
