package org.headrace.examples;

import java.util.Arrays;
import org.headrace.train.data.NumpyRandom;

/**
 * The course's mini-batches: each epoch has its own seed, one above the last epoch's, and NumPy's permutation for that
 * seed puts the pictures in order; then they are cut into batches, the last one smaller if the numbers do not divide. What
 * an epoch's batches are depends on its seed alone, so a training can be taken up at any epoch.
 *
 * <p>Nothing is copied until {@link #fill}, which writes into the caller's arrays: a training loop can allocate them once
 * and then run without allocating.
 */
final class MiniBatches {
    private final Pictures pictures;
    private final SignsLayout layout;
    private final int size;
    private long seed;
    private int[] order;

    /**
     * @param seed the first epoch is shuffled with {@code seed + 1} (the course starts at 3); until
     *     {@link #nextEpoch} is called, the pictures stand in their own order
     */
    MiniBatches(Pictures pictures, SignsLayout layout, int size, long seed) {
        if (size < 1) {
            throw new IllegalArgumentException("The batch size is " + size + ": it must be at least 1");
        }
        this.pictures = pictures;
        this.layout = layout;
        this.size = size;
        this.seed = seed;
        this.order = new int[pictures.size()];
        Arrays.setAll(order, i -> i);
    }

    /** Shuffles for the next epoch. */
    void nextEpoch() {
        seed++;
        order = new NumpyRandom(seed).permutation(pictures.size());
    }

    /** How many batches an epoch has, the small last one included. */
    int count() {
        return (pictures.size() + size - 1) / size;
    }

    /** How many batches have all their pictures; the course divides the epoch's cost by this number. */
    int fullCount() {
        return pictures.size() / size;
    }

    /** How many pictures batch {@code index} has. */
    int size(int index) {
        if (index < 0 || index >= count()) {
            throw new IllegalArgumentException("There is no batch " + index + ": there are " + count());
        }
        return Math.min(size, pictures.size() - index * size);
    }

    /**
     * Writes batch {@code index} of this epoch.
     *
     * @param x receives the pictures: 12288 features of {@code size(index)} examples, row-major in the layout
     * @param y receives the one-hot labels: 6 classes of as many
     * @throws IllegalArgumentException if an array has another length, or there is no such batch
     */
    void fill(int index, float[] x, float[] y) {
        layout.fill(pictures, order, index * size, size(index), x, y);
    }
}
