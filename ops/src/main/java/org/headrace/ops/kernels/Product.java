package org.headrace.ops.kernels;

/**
 * A matrix product planned for certain sizes. Like a kernel, it belongs to one run at a time, keeps scratch arrays and
 * allocates nothing once it has run. The same inputs give the same bits each time, however many threads share the work.
 *
 * @param <A> the arrays that matrices lie in, {@code float[]} or {@code double[]}
 */
@FunctionalInterface
public interface Product<A> {

    /** What becomes of elements of {@code C} as soon as they are there, while they are in the cache. */
    @FunctionalInterface
    interface Finish {
        /** Nothing more. */
        Finish NONE = (from, to, worker) -> {};

        /**
         * Elements {@code from} to {@code to - 1} of {@code C}, counted from its first, have their values. No two calls
         * that run at the same time have the same {@code worker}; they may come in any order.
         */
        void elements(int from, int to, int worker);
    }

    /**
     * A sum of products of matrices, planned in the same way: the first product, to which the others are added in order, each
     * when it is complete.
     */
    interface Sum<A> {
        /** Takes the factors of term {@code i}, which begin where their arrays do. */
        void term(int i, A a, A b);

        /** Computes the sum of the terms, all of which were taken since the last run. */
        void run(A c);
    }

    /**
     * Multiplies the matrices that begin at these places of their arrays. {@code C} must not overlap {@code A} or {@code B}.
     * It is overwritten unless the product adds to it, with zeros where {@code k} is 0.
     */
    void run(A a, int aOff, A b, int bOff, A c, int cOff);
}
