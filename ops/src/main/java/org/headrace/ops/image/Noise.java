package org.headrace.ops.image;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.headrace.core.Shape;

/** What stands in a glimpse outside of the picture. It cannot be seeded: TensorFlow's cannot either. */
record Noise(String kind, Shape images, Shape glimpses) {
    /** Writes the whole glimpse of a picture. */
    void fill(float[] in, float[] out, int image) {
        int from = image * images.slice(1, 4).size();
        int end = from + images.slice(1, 4).size();
        int to = image * glimpses.slice(1, 4).size();
        int last = to + glimpses.slice(1, 4).size();
        switch (kind) {
            case "uniform" -> uniform(in, from, end, out, to, last);
            case "gaussian" -> {
                for (int c = 0; c < images.dim(3); c++) {
                    gaussian(in, from + c, end, out, to + c, last);
                }
            }
            default -> Arrays.fill(out, to, last, 0);
        }
    }

    private static void uniform(float[] in, int from, int end, float[] out, int to, int last) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (int i = from; i < end; i++) {
            min = Math.min(min, in[i]);
            max = Math.max(max, in[i]);
        }
        for (int i = to; i < last; i++) {
            out[i] = min + ThreadLocalRandom.current().nextFloat() * (max - min);
        }
    }

    private void gaussian(float[] in, int from, int end, float[] out, int to, int last) {
        int step = (int) images.dim(3);
        int n = (int) (images.dim(1) * images.dim(2));
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        double sum = 0;
        double squares = 0;
        for (int i = from; i < end; i += step) {
            min = Math.min(min, in[i]);
            max = Math.max(max, in[i]);
            sum += in[i];
            squares += (double) in[i] * in[i];
        }
        double mean = sum / n;
        double deviation = Math.sqrt(Math.max(0, squares / n - mean * mean));
        for (int i = to; i < last; i += step) {
            double drawn = mean + ThreadLocalRandom.current().nextGaussian() * deviation;
            out[i] = Math.max(min, Math.min(max, (float) drawn));
        }
    }
}
