package org.headrace.ops.signal;

/**
 * The discrete Fourier transform of complex numbers of one length, {@code y[k] = sum of x[t] exp(-2 pi i k t / n)}, in
 * place and in {@code O(n log n)}. Keeps scratch arrays: for one thread at a time.
 */
interface Fourier {
    /** Greater prime factors than this one take the way that suits any length. */
    int LARGEST_FACTOR = 13;

    static Fourier of(int n) {
        int rest = n;
        for (int p = 2; p <= LARGEST_FACTOR; p++) {
            while (rest % p == 0) {
                rest /= p;
            }
        }
        return rest == 1 ? new MixedRadix(n) : new Bluestein(n);
    }

    /** Transforms the first {@code n} of these real and imaginary parts. */
    void run(double[] re, double[] im);

    /** The inverse without its factor {@code 1 / n}: the transform with real and imaginary parts changed over. */
    default void inverse(double[] re, double[] im) {
        run(im, re);
    }
}
