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
    /** The input position, perhaps outside, where the window at output position {@code o} begins. */
    int start(int o) {
        return o * stride - before;
    }

    /** The first place of the window at output position {@code o} that lies over the image; undilated windows only. */
    int from(int o) {
        return Math.max(0, -start(o));
    }

    /** The place after the last that lies over the image; undilated windows only. */
    int to(int o) {
        return Math.min(window, input - start(o));
    }
}
