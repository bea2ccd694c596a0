package org.headrace.ops.signal;

import java.util.Arrays;

/**
 * Transforms of any length: as {@code 2 k t = k^2 + t^2 - (k - t)^2}, one is a convolution with {@code exp(pi i t^2 / n)},
 * which transforms of a power of two compute.
 */
final class Bluestein implements Fourier {
    private final int n;
    private final int size;
    private final MixedRadix inner;
    /** {@code exp(-pi i t^2 / n)}. */
    private final double[] chirpRe;

    private final double[] chirpIm;
    /** The transform of the chirp's conjugates, divided by {@link #size}. */
    private final double[] filterRe;

    private final double[] filterIm;
    private final double[] aRe;
    private final double[] aIm;

    Bluestein(int n) {
        this.n = n;
        this.size = Math.toIntExact(Math.max(1, Long.highestOneBit(4L * n - 3)));
        this.inner = new MixedRadix(size);
        this.chirpRe = new double[n];
        this.chirpIm = new double[n];
        this.filterRe = new double[size];
        this.filterIm = new double[size];
        this.aRe = new double[size];
        this.aIm = new double[size];
        for (int t = 0; t < n; t++) {
            long square = (long) t * t % (2L * n);
            chirpRe[t] = Roots.re(square, 2L * n);
            chirpIm[t] = Roots.im(square, 2L * n);
            int back = t == 0 ? 0 : size - t;
            filterRe[t] = filterRe[back] = chirpRe[t] / size;
            filterIm[t] = filterIm[back] = -chirpIm[t] / size;
        }
        inner.run(filterRe, filterIm);
    }

    @Override
    public void run(double[] re, double[] im) {
        for (int t = 0; t < n; t++) {
            aRe[t] = re[t] * chirpRe[t] - im[t] * chirpIm[t];
            aIm[t] = re[t] * chirpIm[t] + im[t] * chirpRe[t];
        }
        Arrays.fill(aRe, n, size, 0);
        Arrays.fill(aIm, n, size, 0);
        inner.run(aRe, aIm);
        for (int t = 0; t < size; t++) {
            double product = aRe[t] * filterRe[t] - aIm[t] * filterIm[t];
            aIm[t] = aRe[t] * filterIm[t] + aIm[t] * filterRe[t];
            aRe[t] = product;
        }
        inner.inverse(aRe, aIm);
        for (int t = 0; t < n; t++) {
            re[t] = aRe[t] * chirpRe[t] - aIm[t] * chirpIm[t];
            im[t] = aRe[t] * chirpIm[t] + aIm[t] * chirpRe[t];
        }
    }
}
