package org.headrace.ops;

import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;

/** The axes of a tensor. */
final class Axes {
    private Axes() {}

    /** All axes of {@code x}, whose rank must be known. */
    static int[] all(Output x) {
        if (!x.shape().hasRank()) {
            throw new InvalidArgumentException("the rank of " + x + " is not known: name the axes");
        }
        return first(x.shape().rank());
    }

    /** {@code 0, 1, ..., n - 1}. */
    static int[] first(int n) {
        int[] axes = new int[n];
        for (int i = 0; i < n; i++) {
            axes[i] = i;
        }
        return axes;
    }
}
