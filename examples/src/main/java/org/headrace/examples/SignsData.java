package org.headrace.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.headrace.core.DType;
import org.headrace.core.GraphException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.train.data.Hdf5File;

/**
 * The SIGNS data set of the sign-language tutorial: photographs of hands that show 0 to 5, for training and for testing.
 *
 * @param train 1080 pictures in the course's own files
 * @param test 120 pictures
 */
record SignsData(Pictures train, Pictures test) {
    private static final String TRAIN_FILE = "train_signs.h5";
    private static final String TEST_FILE = "test_signs.h5";

    /** Four times the course's training set; a file that promises more than this is not believed. */
    private static final int MAX_PICTURES = 4096;

    /**
     * Reads {@code train_signs.h5} and {@code test_signs.h5}: in each a data set of pictures, uint8 (m, 64, 64, 3), and
     * one of labels, integers (m) in 0 .. 5.
     *
     * @throws IOException if a file is missing, is no HDF5, or holds something else; the message names the file and says
     *     what is needed
     */
    static SignsData read(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException(
                    directory + " is not a directory: it must be one that holds " + TRAIN_FILE + " and " + TEST_FILE);
        }
        return new SignsData(
                readFile(directory.resolve(TRAIN_FILE), "train_set_x", "train_set_y"),
                readFile(directory.resolve(TEST_FILE), "test_set_x", "test_set_y"));
    }

    private static Pictures readFile(Path file, String pictures, String labels) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    file + " does not exist: put the course's file there, or leave the option out to train"
                            + " on drawn hands");
        }
        if (Files.size(file) == 0) {
            throw new IOException(file + " is empty: copy or download it again");
        }
        try (Hdf5File hdf = Hdf5File.open(file)) {
            byte[] pixels = pixels(file, hdf, pictures);
            return new Pictures(pixels, labels(file, hdf, labels, pixels.length / Pictures.FEATURES));
        } catch (NotFoundException e) {
            throw new IOException(e.getMessage() + ": is it one of the course's SIGNS files, under its own name?", e);
        } catch (GraphException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static byte[] pixels(Path file, Hdf5File hdf, String name) throws IOException {
        TensorSpec spec = hdf.spec(name);
        boolean right = spec.dtype() == DType.UINT8
                && spec.shape().rank() == 4
                && spec.shape().dim(0) >= 1
                && spec.shape().dim(0) <= MAX_PICTURES
                && spec.shape().slice(1, 4).equals(Shape.of(Pictures.SIDE, Pictures.SIDE, 3));
        if (!right) {
            throw new IOException(described(file, name, spec) + ": it must be uint8 (m, " + Pictures.SIDE + ", "
                    + Pictures.SIDE + ", 3) with m from 1 to " + MAX_PICTURES);
        }
        return hdf.read(name).bytes();
    }

    private static int[] labels(Path file, Hdf5File hdf, String name, int count) throws IOException {
        TensorSpec spec = hdf.spec(name);
        if (!spec.dtype().isInteger() || !spec.shape().equals(Shape.of(count))) {
            throw new IOException(
                    described(file, name, spec) + ": it must be integers (" + count + "), one label a picture");
        }
        Tensor values = hdf.read(name);
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            long label = values.longAt(i);
            if (label < 0 || label >= Pictures.CLASSES) {
                throw new IOException(file + ": label " + i + " in '" + name + "' is " + label
                        + ": labels must be 0 to " + (Pictures.CLASSES - 1));
            }
            labels[i] = (int) label;
        }
        return labels;
    }

    /** {@code dir/train_signs.h5: 'train_set_x' is float (1080, 64, 64, 3)}. */
    private static String described(Path file, String name, TensorSpec spec) {
        String shape = spec.shape().toList().toString().replace('[', '(').replace(']', ')');
        return file + ": '" + name + "' is " + spec.dtype().kernelName() + " " + shape;
    }
}
