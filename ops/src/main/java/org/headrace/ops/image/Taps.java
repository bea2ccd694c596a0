package org.headrace.ops.image;

/**
 * What each resized pixel takes from its neighbours along an axis: neighbour {@code k} of pixel {@code i} is at
 * {@code count * i + k}.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by value
record Taps(int count, int[] places, float[] weights) {
    static Taps two(ResizedAxis axis) {
        ResizedAxis.Linear linear = axis.linear();
        Taps taps = new Taps(2, new int[2 * axis.resized()], new float[2 * axis.resized()]);
        for (int i = 0; i < axis.resized(); i++) {
            taps.places[2 * i] = linear.lower()[i];
            taps.places[2 * i + 1] = linear.upper()[i];
            taps.weights[2 * i] = 1 - linear.fraction()[i];
            taps.weights[2 * i + 1] = linear.fraction()[i];
        }
        return taps;
    }

    static Taps four(ResizedAxis axis) {
        Cubic cubic = axis.cubic();
        return new Taps(4, cubic.places(), cubic.weights());
    }

    int pixels() {
        return places.length / count;
    }
}
