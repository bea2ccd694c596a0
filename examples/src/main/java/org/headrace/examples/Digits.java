package org.headrace.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.headrace.train.data.NumpyRandom;

/**
 * 1797 handwritten digits, 8 x 8 grey levels each, which come with the examples (provenance and licence are in
 * {@code DATA.md} beside the file).
 */
final class Digits {
    /** Values of one image: 8 x 8 pixels. */
    static final int FEATURES = 64;

    /** The digits 0 to 9. */
    static final int CLASSES = 10;

    private static final String RESOURCE = "digits.csv.gz";
    private static final float DARKEST = 16;

    private final float[][] images;
    private final int[] labels;

    private Digits(float[][] images, int[] labels) {
        this.images = images;
        this.labels = labels;
    }

    /** Training and test images; no image is in both. */
    record Split(Digits train, Digits test) {}

    /** Reads the images that come with the examples. */
    static Digits load() {
        try (InputStream in = Digits.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException(RESOURCE + " is not beside the class: the build has left it out");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * Reads gzipped lines of 64 grey levels 0 .. 16 and the label, all with commas between.
     *
     * @throws IOException naming the line that is something else
     */
    static Digits read(InputStream gzip) throws IOException {
        List<float[]> images = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(gzip), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int number = images.size() + 1;
                String[] fields = line.split(",", -1);
                if (fields.length != FEATURES + 1) {
                    throw new IOException(
                            "Line " + number + " has " + fields.length + " fields: it must have " + (FEATURES + 1));
                }
                float[] image = new float[FEATURES];
                for (int i = 0; i < FEATURES; i++) {
                    image[i] = field(fields[i], (int) DARKEST, number) / DARKEST;
                }
                images.add(image);
                labels.add(field(fields[FEATURES], CLASSES - 1, number));
            }
        }
        return new Digits(
                images.toArray(float[][]::new),
                labels.stream().mapToInt(Integer::intValue).toArray());
    }

    private static int field(String text, int largest, int line) throws IOException {
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IOException("Line " + line + " has '" + text + "' where a whole number must be", e);
        }
        if (value < 0 || value > largest) {
            throw new IOException("Line " + line + " has " + value + ": it must be between 0 and " + largest);
        }
        return value;
    }

    /** One row of 64 values for each image, 0 (paper) to 1 (ink); not a copy. */
    float[][] images() {
        return images;
    }

    /** Which digit each image is, 0 to 9; not a copy. */
    int[] labels() {
        return labels;
    }

    /** How many images there are. */
    int size() {
        return labels.length;
    }

    /**
     * Splits the images at random into training and test images, the same share of every digit in both.
     *
     * @param testShare the part that goes to the test images, between 0 and 1; rounded for each digit
     */
    Split split(long seed, double testShare) {
        if (!(testShare >= 0 && testShare <= 1)) {
            throw new IllegalArgumentException("testShare is " + testShare + ": it must be between 0 and 1");
        }
        int[] wanted = new int[CLASSES];
        for (int label : labels) {
            wanted[label]++;
        }
        for (int c = 0; c < CLASSES; c++) {
            wanted[c] = (int) Math.round(wanted[c] * testShare);
        }
        List<Integer> train = new ArrayList<>();
        List<Integer> test = new ArrayList<>();
        for (int example : new NumpyRandom(seed).permutation(size())) {
            boolean toTest = wanted[labels[example]]-- > 0;
            (toTest ? test : train).add(example);
        }
        return new Split(pick(train), pick(test));
    }

    private Digits pick(List<Integer> examples) {
        return new Digits(
                examples.stream().map(i -> images[i]).toArray(float[][]::new),
                examples.stream().mapToInt(i -> labels[i]).toArray());
    }
}
