package org.headrace.ops.image;

/**
 * The four neighbours of each resized pixel along an axis, and their weights: those of cubic convolution, looked up in steps
 * of 1/1024 as in TensorFlow. Neighbour {@code k} of pixel {@code i} is at {@code 4 * i + k}.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by value
record Cubic(int[] places, float[] weights) {
    private static final int STEPS = 1 << 10;

    static Cubic of(ResizedAxis axis) {
        // With half-pixel centres Keys' own parameter, and what lies outside the picture does not count.
        boolean keys = axis.halfPixelCenters();
        double a = keys ? -0.5 : -0.75;
        Cubic cubic = new Cubic(new int[4 * axis.resized()], new float[4 * axis.resized()]);
        for (int i = 0; i < axis.resized(); i++) {
            float place = axis.place(i);
            int floor = (int) Math.floor(place);
            int step = (int) Math.rint((place - floor) * STEPS);
            cubic.weights[4 * i] = far(a, step);
            cubic.weights[4 * i + 1] = near(a, step);
            cubic.weights[4 * i + 2] = near(a, STEPS - step);
            cubic.weights[4 * i + 3] = far(a, STEPS - step);
            for (int k = 0; k < 4; k++) {
                int wanted = floor - 1 + k;
                int there = Math.max(0, Math.min(wanted, axis.original() - 1));
                cubic.places[4 * i + k] = there;
                if (keys && there != wanted) {
                    cubic.weights[4 * i + k] = 0;
                }
            }
            if (keys) {
                cubic.normalize(4 * i);
            }
        }
        return cubic;
    }

    private void normalize(int at) {
        float sum = weights[at] + weights[at + 1] + weights[at + 2] + weights[at + 3];
        if (Math.abs(sum) >= 1000 * Float.MIN_NORMAL) {
            float factor = 1 / sum;
            for (int k = 0; k < 4; k++) {
                weights[at + k] *= factor;
            }
        }
    }

    /** The weight of a pixel less than one away. */
    private static float near(double a, int step) {
        float x = (float) (step * 1.0 / STEPS);
        return (float) (((a + 2) * x - (a + 3)) * x * x + 1);
    }

    /** The weight of a pixel between one and two away. */
    private static float far(double a, int step) {
        float x = (float) ((float) (step * 1.0 / STEPS) + 1.0);
        return (float) (((a * x - 5 * a) * x + 8 * a) * x - 4 * a);
    }
}
