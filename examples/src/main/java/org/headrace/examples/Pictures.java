package org.headrace.examples;

import java.util.Arrays;

/**
 * Square colour pictures of hands with their labels, one byte a channel as they come from the file. They are kept example
 * by example; a network wants them divided by 255, in a matrix with an example a column ({@link #columns}), as the tutorial
 * has it, or a row ({@link #rows}).
 */
final class Pictures {
    /** Pixels along a side. */
    static final int SIDE = 64;

    /** Values of one picture: rows x columns x red, green, blue. */
    static final int FEATURES = SIDE * SIDE * 3;

    /** Hands show none to five fingers. */
    static final int CLASSES = 6;

    /** Features copied for one example before the next one's turn: the piece of the result then stays in the cache. */
    private static final int BLOCK = 256;

    /** Value of a byte divided by 255, in double first as NumPy divides, then rounded to float as a feed rounds. */
    private final float[] scaled = new float[256];

    private final byte[] pixels;
    private final int[] labels;

    /** Takes both arrays over: {@code pixels} is (m, 64, 64, 3) row-major and unsigned, {@code labels} is (m). */
    Pictures(byte[] pixels, int[] labels) {
        if (pixels.length != Math.multiplyExact(labels.length, FEATURES)) {
            throw new IllegalArgumentException("There are " + labels.length + " labels and " + pixels.length
                    + " bytes of pixels: there must be " + FEATURES + " a label");
        }
        for (int label : labels) {
            if (label < 0 || label >= CLASSES) {
                throw new IllegalArgumentException(
                        "A label is " + label + ": labels must be between 0 and " + (CLASSES - 1));
            }
        }
        this.pixels = pixels;
        this.labels = labels;
        for (int value = 0; value < scaled.length; value++) {
            scaled[value] = (float) (value / 255.0);
        }
    }

    /** How many pictures there are. */
    int size() {
        return labels.length;
    }

    /** How many fingers picture {@code example} shows. */
    int label(int example) {
        return labels[example];
    }

    /** The colour of one pixel as 0xRRGGBB. */
    int rgb(int example, int row, int column) {
        int at = example * FEATURES + (row * SIDE + column) * 3;
        return (pixels[at] & 255) << 16 | (pixels[at + 1] & 255) << 8 | (pixels[at + 2] & 255);
    }

    /**
     * Fills {@code x}, a (12288, count) matrix, with the pictures {@code order[from]} .. {@code order[from + count - 1]}
     * as columns.
     */
    void columns(int[] order, int from, int count, float[] x) {
        requireLength("x", x, FEATURES, count);
        for (int block = 0; block < FEATURES; block += BLOCK) {
            int j = 0;
            for (; j + 4 <= count; j += 4) {
                fourColumns(order, from + j, block, x, block * count + j, count);
            }
            for (; j < count; j++) {
                int source = order[from + j] * FEATURES + block;
                int target = block * count + j;
                for (int i = 0; i < BLOCK; i++) {
                    x[target + i * count] = scaled[pixels[source + i] & 255];
                }
            }
        }
    }

    /** A block of four pictures at once: what is written together lies together. */
    private void fourColumns(int[] order, int from, int block, float[] x, int target, int count) {
        int a = order[from] * FEATURES + block;
        int b = order[from + 1] * FEATURES + block;
        int c = order[from + 2] * FEATURES + block;
        int d = order[from + 3] * FEATURES + block;
        int to = target;
        for (int i = 0; i < BLOCK; i++) {
            x[to] = scaled[pixels[a + i] & 255];
            x[to + 1] = scaled[pixels[b + i] & 255];
            x[to + 2] = scaled[pixels[c + i] & 255];
            x[to + 3] = scaled[pixels[d + i] & 255];
            to += count;
        }
    }

    /** Fills {@code x}, a (count, 12288) matrix, with the same pictures as rows. */
    void rows(int[] order, int from, int count, float[] x) {
        requireLength("x", x, count, FEATURES);
        int target = 0;
        for (int j = 0; j < count; j++) {
            int source = order[from + j] * FEATURES;
            for (int i = 0; i < FEATURES; i++) {
                x[target++] = scaled[pixels[source + i] & 255];
            }
        }
    }

    /** Fills {@code y}, a (6, count) matrix, with the one-hot labels of the same pictures. */
    void oneHotColumns(int[] order, int from, int count, float[] y) {
        requireLength("y", y, CLASSES, count);
        Arrays.fill(y, 0);
        for (int j = 0; j < count; j++) {
            y[labels[order[from + j]] * count + j] = 1;
        }
    }

    /** Fills {@code y}, a (count, 6) matrix, with the one-hot labels of the same pictures. */
    void oneHotRows(int[] order, int from, int count, float[] y) {
        requireLength("y", y, count, CLASSES);
        Arrays.fill(y, 0);
        for (int j = 0; j < count; j++) {
            y[j * CLASSES + labels[order[from + j]]] = 1;
        }
    }

    private static void requireLength(String name, float[] values, int rows, int columns) {
        if (values.length != rows * columns) {
            throw new IllegalArgumentException(name + " has " + values.length + " values: it must have "
                    + rows * columns + " (" + rows + " x " + columns + ")");
        }
    }
}
