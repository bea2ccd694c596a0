package org.headrace.examples;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

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
        try (HdfFile hdf = new HdfFile(file)) {
            byte[] pixels = pixels(file, dataset(file, hdf, pictures));
            return new Pictures(pixels, labels(file, dataset(file, hdf, labels), pixels.length / Pictures.FEATURES));
        } catch (RuntimeException e) {
            // A damaged file makes the reader fail in many ways: buffer underflow, bad offsets, unknown codes.
            throw unreadable(file, e);
        }
    }

    private static IOException unreadable(Path file, RuntimeException cause) {
        return new IOException(
                file + " cannot be read as HDF5 (" + cause.getMessage() + "): copy or download it again", cause);
    }

    private static Dataset dataset(Path file, HdfFile hdf, String name) throws IOException {
        Node node = hdf.getChildren().get(name);
        if (node instanceof Dataset dataset) {
            return dataset;
        }
        throw new IOException(file + " has no data set '" + name + "', it has "
                + hdf.getChildren().keySet().stream().sorted().toList()
                + ": is it one of the course's SIGNS files, under its own name?");
    }

    private static byte[] pixels(Path file, Dataset dataset) throws IOException {
        int[] shape = dataset.getDimensions();
        DataType type = dataset.getDataType();
        boolean uint8 = type instanceof FixedPoint integer && !integer.isSigned() && type.getSize() == 1;
        boolean rightShape = shape.length == 4
                && shape[0] >= 1
                && shape[0] <= MAX_PICTURES
                && Arrays.equals(shape, 1, 4, new int[] {Pictures.SIDE, Pictures.SIDE, 3}, 0, 3);
        if (!uint8 || !rightShape) {
            throw new IOException(described(file, dataset) + ": it must be uint8 (m, " + Pictures.SIDE + ", "
                    + Pictures.SIDE + ", 3) with m from 1 to " + MAX_PICTURES);
        }
        int[] values = (int[]) dataset.getDataFlat();
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = (byte) values[i];
        }
        return pixels;
    }

    private static int[] labels(Path file, Dataset dataset, int count) throws IOException {
        int[] shape = dataset.getDimensions();
        boolean integers = dataset.getDataType() instanceof FixedPoint integer && integer.getSize() <= 8;
        if (!integers || shape.length != 1 || shape[0] != count) {
            throw new IOException(
                    described(file, dataset) + ": it must be integers (" + count + "), one label a picture");
        }
        Object values = dataset.getDataFlat();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            long label = ((Number) Array.get(values, i)).longValue();
            if (label < 0 || label >= Pictures.CLASSES) {
                throw new IOException(file + ": label " + i + " in '" + dataset.getName() + "' is " + label
                        + ": labels must be 0 to " + (Pictures.CLASSES - 1));
            }
            labels[i] = (int) label;
        }
        return labels;
    }

    /** {@code dir/train_signs.h5: 'train_set_x' is float (1080, 64, 64, 3)}. */
    private static String described(Path file, Dataset dataset) {
        DataType type = dataset.getDataType();
        String name = type instanceof FixedPoint integer
                ? (integer.isSigned() ? "int" : "uint") + 8 * type.getSize()
                : String.valueOf(dataset.getJavaType());
        String shape =
                Arrays.toString(dataset.getDimensions()).replace('[', '(').replace(']', ')');
        return file + ": '" + dataset.getName() + "' is " + name + " " + shape;
    }
}
