package org.headrace.train.keras;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The loop of {@code fit}: epochs of shuffled batches, and what is told of them. */
final class Training {
    private final Sequential model;
    private final Fit how;
    private final Data train;
    private final List<Callback> callbacks;

    /** Some rows of examples. */
    @SuppressWarnings("ArrayRecordComponent") // never compared by value
    record Data(Examples examples, int[] rows) {}

    Training(Sequential model, Fit how, Data train) {
        this.model = model;
        this.how = how;
        this.train = train;
        this.callbacks = List.copyOf(how.callbacks);
    }

    History run(@Nullable Data validation) {
        Batches batches = model.trainBatches(train.examples());
        Means means = new Means(model.names(), model.lossAt());
        Batches testBatches = validation == null ? null : model.testBatches(validation.examples());
        Means testMeans =
                new Means(model.names().stream().map(name -> "val_" + name).toList(), 0);
        History history = new History();
        Random random = random();
        int validationSamples = validation == null ? 0 : validation.rows().length;
        Callback.Plan plan = new Callback.Plan(train.rows().length, validationSamples, how.epochs, how.batchSize);
        callbacks.forEach(callback -> callback.onTrainBegin(model, plan));
        for (int epoch = how.initialEpoch; epoch < how.epochs && !model.stopped(); epoch++) {
            for (Callback callback : callbacks) {
                callback.onEpochBegin(model, epoch);
            }
            if (how.shuffle) {
                shuffle(train.rows(), random);
            }
            epoch(batches, means);
            Logs logs = new Logs();
            means.putInto(logs);
            if (validation != null && testBatches != null) {
                evaluate(testBatches, validation.rows(), how.batchSize, testMeans);
                testMeans.putInto(logs);
            }
            for (Callback callback : callbacks) {
                callback.onEpochEnd(model, epoch, logs);
            }
            history.add(epoch, logs);
        }
        callbacks.forEach(callback -> callback.onTrainEnd(model));
        return history;
    }

    /** Allocates nothing, once both sizes of batches have been seen, but what callbacks do. */
    private void epoch(Batches batches, Means means) {
        int[] rows = train.rows();
        Logs soFar = new Logs();
        means.clear();
        for (int from = 0, batch = 0; from < rows.length; from += how.batchSize, batch++) {
            int size = Math.min(how.batchSize, rows.length - from);
            means.add(batches.run(rows, from, size), size);
            if (!callbacks.isEmpty()) {
                means.putInto(soFar);
                for (int i = 0; i < callbacks.size(); i++) {
                    callbacks.get(i).onBatchEnd(model, batch, means.seen(), soFar);
                }
            }
        }
    }

    static void evaluate(Batches batches, int[] rows, int batchSize, Means means) {
        means.clear();
        for (int from = 0; from < rows.length; from += batchSize) {
            int size = Math.min(batchSize, rows.length - from);
            means.add(batches.run(rows, from, size), size);
        }
    }

    private Random random() {
        Long seed = how.seed == null ? model.graph().seed() : how.seed;
        return seed == null ? new Random() : new Random(seed);
    }

    private static void shuffle(int[] rows, Random random) {
        for (int i = rows.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
    }
}
