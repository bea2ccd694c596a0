package org.headrace.ops.kernels;

/**
 * The plain loops over rows that softmax and the cross entropies need, of one kind of array.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
interface RowLoops<A> {
    A array(int n);

    /** {@code y = (x - c) - d}. */
    void minusTwice(A x, int from, double c, double d, A y, int at, int n);

    /** {@code y = y / divisors[r]}, by their reciprocals, in row {@code r} of {@code n} elements each. */
    void divide(A y, int at, int n, int rows, double[] divisors);

    /** {@code y = y * c - x}. */
    void scaleAndSubtract(A y, int at, double c, A x, int from, int n);

    /** The sum of {@code labels * (logOfSum - (x - max))}. */
    double entropy(A labels, int from, A x, int at, double logOfSum, double max, int n);

    /** {@code y[at + j] = x[from + j * step]}. */
    void spread(A x, int from, int step, A y, int at, int n);

    double get(A x, int i);

    void set(A y, int i, double value);
}
