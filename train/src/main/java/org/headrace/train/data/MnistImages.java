package org.headrace.train.data;

import java.util.concurrent.ThreadLocalRandom;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Images of MNIST with their labels, which can be gone through in batches: the tutorials' class {@code DataSet}. For one
 * thread.
 */
public final class MnistImages {
    static final int SIDE = 28;
    static final int PIXELS = SIDE * SIDE;
    static final int CLASSES = 10;

    private static final long SEEDS = 1L << 32;

    /** Grey levels as NumPy scales them in float32: {@code numpy.multiply(images, 1.0 / 255.0)}. */
    private final float[] scaled = new float[256];

    private final byte[] pixels;
    private final byte[] labels;
    private final boolean oneHot;
    private final NumpyRandom random;
    private int[] order;
    private int indexInEpoch;
    private int epochsCompleted;

    MnistImages(byte[] pixels, byte[] labels, boolean oneHot, @Nullable Long seed) {
        this.pixels = pixels;
        this.labels = labels;
        this.oneHot = oneHot;
        this.random = new NumpyRandom(seed == null ? ThreadLocalRandom.current().nextLong(SEEDS) : seed);
        for (int level = 0; level < scaled.length; level++) {
            scaled[level] = level * (float) (1.0 / 255.0);
        }
        this.order = new int[labels.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    /** How many images there are. */
    public int numExamples() {
        return labels.length;
    }

    /** How often {@link #nextBatch} has come to the end. */
    public int epochsCompleted() {
        return epochsCompleted;
    }

    /** All images in the file's order, float32 {@code [n, 784]}, 0 to 1; a new tensor. */
    public Tensor images() {
        return images(identity());
    }

    /** All labels in the file's order: one-hot float32 {@code [n, 10]}, or uint8 {@code [n]}; a new tensor. */
    public Tensor labels() {
        return labels(identity());
    }

    private int[] identity() {
        int[] identity = new int[labels.length];
        for (int i = 0; i < identity.length; i++) {
            identity[i] = i;
        }
        return identity;
    }

    /** {@link #nextBatch(int, boolean)}, shuffled. */
    public Element nextBatch(int batchSize) {
        return nextBatch(batchSize, true);
    }

    /**
     * The next images and labels. Before the first batch and at the end of each epoch the images are shuffled; the batch
     * in which an epoch ends has its rest and the beginning of the next.
     *
     * @param shuffle if false, they stay in the order they are in
     * @throws InvalidArgumentException if the batch size is not from 1 to the number of images
     */
    public Element nextBatch(int batchSize, boolean shuffle) {
        if (batchSize < 1 || batchSize > labels.length) {
            throw new InvalidArgumentException(
                    "the batch size is " + batchSize + ": it must be from 1 to " + labels.length);
        }
        if (epochsCompleted == 0 && indexInEpoch == 0 && shuffle) {
            shuffle();
        }
        int[] batch = new int[batchSize];
        int rest = Math.min(batchSize, labels.length - indexInEpoch);
        System.arraycopy(order, indexInEpoch, batch, 0, rest);
        indexInEpoch += rest;
        if (rest < batchSize) {
            epochsCompleted++;
            if (shuffle) {
                shuffle();
            }
            indexInEpoch = batchSize - rest;
            System.arraycopy(order, 0, batch, rest, indexInEpoch);
        }
        return Element.of(images(batch), labels(batch));
    }

    /** Shuffles what has been shuffled before, as the tutorials' class does. */
    private void shuffle() {
        int[] permutation = random.permutation(order.length);
        int[] shuffled = new int[order.length];
        for (int i = 0; i < shuffled.length; i++) {
            shuffled[i] = order[permutation[i]];
        }
        order = shuffled;
    }

    private Tensor images(int[] which) {
        int count = which.length;
        Tensor images = Tensor.zeros(DType.FLOAT32, Shape.of(count, PIXELS));
        float[] values = images.floats();
        for (int i = 0; i < count; i++) {
            int source = which[i] * PIXELS;
            for (int p = 0; p < PIXELS; p++) {
                values[i * PIXELS + p] = scaled[pixels[source + p] & 0xff];
            }
        }
        return images;
    }

    private Tensor labels(int[] which) {
        int count = which.length;
        byte[] digits = new byte[count];
        for (int i = 0; i < count; i++) {
            digits[i] = labels[which[i]];
        }
        Tensor tensor = Tensor.wrap(DType.UINT8, Shape.of(count), digits);
        return oneHot ? OneHot.of(tensor, CLASSES) : tensor;
    }
}
