package org.headrace.ops.image;

/**
 * Where the pixels along one axis of a resized picture come from, rounded as TensorFlow rounds.
 *
 * @param original how many pixels there were
 * @param resized how many there are to be
 */
record ResizedAxis(int original, int resized, boolean alignCorners, boolean halfPixelCenters) {
    /** How many original pixels go into one. */
    float scale() {
        return alignCorners && resized > 1 ? (original - 1) / (float) (resized - 1) : original / (float) resized;
    }

    /** The place of resized pixel {@code i} among the original ones. */
    float place(int i) {
        return halfPixelCenters ? (i + 0.5f) * scale() - 0.5f : i * scale();
    }

    /** The original pixel that lies nearest to each resized one. */
    int[] nearest() {
        int[] places = new int[resized];
        for (int i = 0; i < resized; i++) {
            float place = halfPixelCenters ? (i + 0.5f) * scale() : i * scale();
            int near = alignCorners ? Math.round(place) : (int) Math.floor(place);
            places[i] = Math.max(0, Math.min(near, original - 1));
        }
        return places;
    }

    /** The two neighbours of each resized pixel and how far it is from the first. */
    Linear linear() {
        Linear linear = new Linear(new int[resized], new int[resized], new float[resized]);
        for (int i = 0; i < resized; i++) {
            float place = place(i);
            float floor = (float) Math.floor(place);
            linear.lower[i] = Math.max((int) floor, 0);
            linear.upper[i] = Math.min((int) Math.ceil(place), original - 1);
            linear.fraction[i] = place - floor;
        }
        return linear;
    }

    /** The neighbours of resized pixels, and the weight of the second. */
    @SuppressWarnings("ArrayRecordComponent") // never compared by value
    record Linear(int[] lower, int[] upper, float[] fraction) {}

    /** The four neighbours of each resized pixel and their weights. */
    Cubic cubic() {
        return Cubic.of(this);
    }
}
