package org.headrace.ops.kernels;

/**
 * Loops along the channels of pixels, for pooling and depthwise convolution. A window is given by the offset of its first
 * pixel's channels and the distances of its rows and columns; all {@code rows} times {@code columns} pixels lie inside the
 * image. Of equal maxima the first counts; a NaN counts only as the first. Thread-safe.
 *
 * @param <A> the array of elements
 */
public interface ChannelLoops<A> {
    /** Where a window's pixels lie. */
    final class Window {
        public int at;
        public int rows;
        public int columns;
        public int rowStep;
        public int columnStep;

        /** A window of no pixels. */
        public Window() {}
    }

    /** Puts the greatest of a window to {@code y}, for {@code n} channels. */
    void max(A x, Window window, A y, int yOff, int n);

    /** Adds {@code dy} to {@code dx} where the greatest of the window of {@code x} is. */
    void addToMax(A x, Window window, A dy, int dyOff, A dx, int n);

    /** Puts the elements of {@code values} to {@code y} that lie where the greatest of the window of {@code x} is. */
    void atMax(A x, Window window, A values, A y, int yOff, int n);

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

    /** Zeros from {@code from} to before {@code to}. */
    void clear(A x, int from, int to);

    A newArray(int length);
}
