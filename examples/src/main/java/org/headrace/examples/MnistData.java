package org.headrace.examples;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.headrace.core.Tensor;
import org.headrace.train.data.Dataset;
import org.headrace.train.data.DatasetIterator;
import org.headrace.train.data.Element;
import org.headrace.train.data.Mnist;
import org.headrace.train.data.OneHot;

/**
 * Pictures of digits in batches: each a float32 {@code [n, side * side]} of grey levels, 0 to 1, and a float32
 * {@code [n, 10]} with a one for the right digit.
 *
 * @param side how many pixels a picture is high and wide
 * @param trainSize how many pictures there are to train on
 * @param nextBatch gives the next {@value BATCH} pictures to train on, shuffled anew in each epoch
 * @param test all pictures to test, in parts
 */
record MnistData(int side, int trainSize, Supplier<Element> nextBatch, List<Element> test) {
    static final int CLASSES = 10;
    static final int BATCH = 100;

    /** So many pictures are tested at once: the memory of a run grows with them. */
    private static final int TEST_PART = 1000;

    private static final int VALIDATION_SIZE = 5000;
    private static final double TEST_SHARE = 0.2;

    /** Reads MNIST's four files, the last 55000 pictures of 60000 to train on, as the tutorials do. */
    static MnistData read(Path directory, long seed, PrintWriter out) {
        try (var progress = new ReadingProgress(out)) {
            Mnist mnist = Mnist.read(directory, true, VALIDATION_SIZE, seed, progress);
            return new MnistData(
                    28,
                    mnist.train().numExamples(),
                    () -> mnist.train().nextBatch(BATCH),
                    parts(mnist.test().images(), mnist.test().labels()));
        }
    }

    /** The digits that come with the examples. */
    static MnistData shipped(long seed) {
        Digits.Split digits = Digits.load().split(seed, TEST_SHARE);
        DatasetIterator batches = Dataset.fromTensorSlices(images(digits.train()), labels(digits.train()))
                .shuffle(digits.train().size(), seed)
                .repeat()
                .batch(BATCH)
                .iterator();
        return new MnistData(
                8, digits.train().size(), batches::next, parts(images(digits.test()), labels(digits.test())));
    }

    private static Tensor images(Digits digits) {
        return Tensor.of(digits.images());
    }

    private static Tensor labels(Digits digits) {
        return OneHot.of(Tensor.of(digits.labels()), CLASSES);
    }

    private static List<Element> parts(Tensor images, Tensor labels) {
        List<Element> parts = new ArrayList<>();
        Dataset.fromTensorSlices(images, labels).batch(TEST_PART).forEach(parts::add);
        return List.copyOf(parts);
    }

    /** How many pictures there are to test. */
    int testSize() {
        return test.stream().mapToInt(part -> (int) part.get(0).shape().dim(0)).sum();
    }
}
