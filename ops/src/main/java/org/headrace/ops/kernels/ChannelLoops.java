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

    /**
     * {@code y[i] = a[aAt[0] + i] * b[bAt[0] + i] + ...}, {@code count} products in their order, for {@code n} channels from
     * {@code yOff} on.
     */
    void products(A a, int[] aAt, A b, int[] bAt, int count, A y, int yOff, int n);

    /** {@code y[i] += a[i] * b[i]} of {@code count} pixels in their order, which lie {@code aStep} and {@code bStep} apart. */
    void addProducts(A a, int aOff, int aStep, A b, int bOff, int bStep, int count, A y, int yOff, int n);

    /**
     * Adds multiples of {@code count} rows to {@code y}, row after row: {@code y[i] += factors[k] * x[rows[k] + xOff + i]} for
     * {@code k} from {@code first} on.
     */
    void addMultiples(A factors, int[] rows, int first, int count, A x, int xOff, A y, int yOff, int n);

    /**
     * {@code y[i]} = the sum of {@code x[xOff + places[k][i]] * weights[k][i]} over {@code k}, for {@code n} elements from
     * {@code yOff} on.
     */
    void mix(A x, int xOff, int[][] places, A[] weights, A y, int yOff, int n);

    /** Sums of {@code times} elements each. */
    void fold(A x, int xOff, int times, A y, int yOff, int n);
}
