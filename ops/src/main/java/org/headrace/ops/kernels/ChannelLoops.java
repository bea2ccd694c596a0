package org.headrace.ops.kernels;

/**
 * Loops along the channels of pixels, for pooling and depthwise convolution of floating numbers. Thread-safe.
 *
 * @param <A> the array of elements
 */
public interface ChannelLoops<A> extends MaxLoops<A> {
    /** Adds {@code dy} to {@code dx} wherever the window of {@code x} is within 1e-5 of {@code y}. */
    void addToNear(A x, Window window, A y, A dy, int yOff, A dx, int n);

    /** Puts the mean of a window to {@code y}. */
    void mean(A x, Window window, A y, int yOff, int n);

    /** Adds {@code dy} divided by the window's size to all of the window of {@code dx}. */
    void addShares(A dy, int dyOff, A dx, Window window, int n);

    /** {@code y += a * b}. */
    void addProducts(A a, int aOff, A b, int bOff, A y, int yOff, int n);

    /** Each of {@code n} elements of {@code x} written {@code times} times. */
    void repeat(A x, int xOff, int times, A y, int n);

    /** Sums of {@code times} elements each. */
    void fold(A x, int xOff, int times, A y, int yOff, int n);
}
