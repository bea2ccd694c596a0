package org.headrace.train.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * MNIST, handwritten digits of 28 x 28 grey levels, as TensorFlow 1's tutorials read it:
 * {@code input_data.read_data_sets("mnist_data/", one_hot=True)}.
 *
 * <pre>{@code
 * Mnist mnist = Mnist.readDataSets(Path.of("mnist_data"), true);
 * Element batch = mnist.train().nextBatch(100);
 * session.feed(x, batch.get(0)).feed(y, batch.get(1)).run(step);
 * }</pre>
 *
 * @param train 55000 images
 * @param validation the first 5000 images of the training file
 * @param test 10000 images
 */
public record Mnist(MnistImages train, MnistImages validation, MnistImages test) {
    private static final int VALIDATION_SIZE = 5000;

    /**
     * Reads {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte} and
     * {@code t10k-labels-idx1-ubyte}, with or without {@code .gz}; nothing is downloaded. The order of the batches is
     * another one in every run of the program.
     *
     * @param oneHot whether labels are float32 {@code [n, 10]}, else uint8 {@code [n]}
     * @throws NotFoundException if a file is missing
     * @throws DataLossException if one is damaged, or of something else
     */
    public static Mnist readDataSets(Path directory, boolean oneHot) {
        return read(directory, oneHot, VALIDATION_SIZE, null, ReadListener.NONE);
    }

    /**
     * The same with the order of the batches given by a seed. The training batches are those of the Python program with
     * the same {@code seed}, as long as nobody else draws from NumPy's generator there.
     *
     * @param seed 0 to 2^32 - 1
     */
    public static Mnist readDataSets(Path directory, boolean oneHot, long seed) {
        return read(directory, oneHot, VALIDATION_SIZE, seed, ReadListener.NONE);
    }

    /**
     * The same with all there is to choose.
     *
     * @param validationSize how many of the first training images are set aside
     * @param seed of the batches' order; null for another one in every run of the program
     * @param listener hears how far each file has been read
     */
    public static Mnist read(
            Path directory, boolean oneHot, int validationSize, @Nullable Long seed, ReadListener listener) {
        Tensor images = images(file(directory, "train-images-idx3-ubyte"), listener);
        Tensor labels = labels(file(directory, "train-labels-idx1-ubyte"), images, listener);
        int count = labels.size();
        if (validationSize < 0 || validationSize > count) {
            throw new InvalidArgumentException(
                    "Validation size should be between 0 and " + count + ". Received: " + validationSize + ".");
        }
        Tensor testImages = images(file(directory, "t10k-images-idx3-ubyte"), listener);
        Tensor testLabels = labels(file(directory, "t10k-labels-idx1-ubyte"), testImages, listener);
        return new Mnist(
                part(images, labels, validationSize, count, oneHot, seed),
                part(images, labels, 0, validationSize, oneHot, seed),
                part(testImages, testLabels, 0, testLabels.size(), oneHot, seed));
    }

    private static MnistImages part(
            Tensor images, Tensor labels, int from, int to, boolean oneHot, @Nullable Long seed) {
        return new MnistImages(
                Arrays.copyOfRange(images.bytes(), from * MnistImages.PIXELS, to * MnistImages.PIXELS),
                Arrays.copyOfRange(labels.bytes(), from, to),
                oneHot,
                seed);
    }

    private static Path file(Path directory, String name) {
        Path packed = directory.resolve(name + ".gz");
        Path plain = directory.resolve(name);
        if (Files.exists(packed)) {
            return packed;
        }
        if (Files.exists(plain)) {
            return plain;
        }
        throw new NotFoundException(packed + " does not exist, and " + plain.getFileName()
                + " neither: put MNIST's four files into " + directory);
    }

    private static Tensor images(Path file, ReadListener listener) {
        Tensor images = IdxReader.read(file, listener);
        boolean right = images.dtype() == DType.UINT8
                && images.shape().rank() == 3
                && images.shape().dim(1) == MnistImages.SIDE
                && images.shape().dim(2) == MnistImages.SIDE;
        if (!right) {
            throw new DataLossException(file + " holds " + images.spec() + ": MNIST's images are uint8 (n, 28, 28)."
                    + " Put MNIST's own file there");
        }
        return images;
    }

    private static Tensor labels(Path file, Tensor images, ReadListener listener) {
        Tensor labels = IdxReader.read(file, listener);
        if (labels.dtype() != DType.UINT8
                || labels.shape().rank() != 1
                || labels.shape().dim(0) != images.shape().dim(0)) {
            throw new DataLossException(file + " holds " + labels.spec() + ": the labels of the "
                    + images.shape().dim(0) + " images beside it are uint8 ("
                    + images.shape().dim(0)
                    + ",). Put MNIST's own file there");
        }
        for (int i = 0; i < labels.size(); i++) {
            if (labels.longAt(i) >= MnistImages.CLASSES) {
                throw new DataLossException(file + ": label " + i + " is " + labels.longAt(i)
                        + ", but MNIST's are 0 to 9. Put MNIST's own file there");
            }
        }
        return labels;
    }
}
