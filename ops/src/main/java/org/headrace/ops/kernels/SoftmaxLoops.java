package org.headrace.ops.kernels;

/**
 * The loops of softmax over neighbouring rows of one kind of array. Twins give the same bits.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface SoftmaxLoops<A> {
    /** {@code max[r]} is the greatest of row {@code r}'s {@code n} elements, any of them if one is NaN. */
    void max(A x, int from, int n, int rows, double[] max);

    /**
     * {@code y = exp(x - max[r])}, where {@code x} is no greater, from {@code at} on in row {@code r} of {@code n} elements
     * each. Results below the least normal number, or near it, are 0.
     */
    void exp(A x, int from, int n, int rows, double[] max, A y, int at);
}
