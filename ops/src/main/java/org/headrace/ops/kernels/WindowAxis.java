package org.headrace.ops.kernels;

/**
 * How a window slides along one axis of an image: at output position {@code o}, its place {@code t} lies over input position
 * {@code o * stride + t * dilation - before}, which may be outside.
 *
 * @param input positions of the image
 * @param window places of the window
 * @param output positions of the result
 * @param stride the step from one output position to the next
 * @param dilation the step from one place of the window to the next
 * @param before positions of padding in front of the image
 */
public record WindowAxis(int input, int window, int output, int stride, int dilation, int before) {
    /** An axis of one position. */
    public static final WindowAxis ONE = new WindowAxis(1, 1, 1, 1, 1, 0);

    /** The input position, perhaps outside, where the window at output position {@code o} begins. */
    int start(int o) {
        return o * stride - before;
    }

    /** The first place of the window at output position {@code o} that lies over the image. */
    int from(int o) {
        return Math.max(0, (dilation - 1 - start(o)) / dilation);
    }

    /** The place after the last that lies over the image. */
    int to(int o) {
        return Math.min(window, (input - start(o) + dilation - 1) / dilation);
    }

    /** The output position whose window has place {@code t} over input position {@code i}, or -1. */
    int output(int i, int t) {
        int o = i + before - t * dilation;
        return o >= 0 && o % stride == 0 && o / stride < output ? o / stride : -1;
    }

    /** The first output position whose place {@code t} is not in front of the image. */
    int firstInside(int t) {
        return Math.max(0, (before - t * dilation + stride - 1) / stride);
    }

    /** The output position after the last whose place {@code t} is not behind the image. */
    int endInside(int t) {
        return Math.min(output, Math.floorDiv(input - 1 + before - t * dilation, stride) + 1);
    }

    /** Whether the window is one place, over each input position once. */
    boolean seesEachAlone() {
        return window == 1 && stride == 1 && before == 0 && output == input;
    }
}
