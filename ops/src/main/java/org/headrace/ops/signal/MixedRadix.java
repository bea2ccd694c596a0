package org.headrace.ops.signal;

import java.util.Arrays;

/**
 * Transforms of lengths whose prime factors are small: Stockham's algorithm, a pass over the numbers for each factor, which
 * leaves them in order.
 */
final class MixedRadix implements Fourier {
    private final int n;
    private final int[] factors;
    /** {@code exp(-2 pi i t / n)}. */
    private final double[] rootRe;

    private final double[] rootIm;
    private final double[] otherRe;
    private final double[] otherIm;
    private final double[] pointRe = new double[LARGEST_FACTOR];
    private final double[] pointIm = new double[LARGEST_FACTOR];

    MixedRadix(int n) {
        this.n = n;
        this.factors = factors(n);
        this.rootRe = new double[n];
        this.rootIm = new double[n];
        this.otherRe = new double[n];
        this.otherIm = new double[n];
        for (int t = 0; t < n; t++) {
            rootRe[t] = Roots.re(t, n);
            rootIm[t] = Roots.im(t, n);
        }
    }

    private static int[] factors(int n) {
        int[] found = new int[32];
        int count = 0;
        int rest = n;
        for (int p : new int[] {4, 2, 3, 5, 7, 11, 13}) {
            for (; rest % p == 0 && rest > 1; rest /= p) {
                found[count++] = p;
            }
        }
        return Arrays.copyOf(found, count);
    }

    @Override
    public void run(double[] re, double[] im) {
        double[] xr = re;
        double[] xi = im;
        double[] yr = otherRe;
        double[] yi = otherIm;
        int stride = 1;
        for (int p : factors) {
            int m = n / (stride * p);
            switch (p) {
                case 2 -> two(m, stride, xr, xi, yr, yi);
                case 3 -> three(m, stride, xr, xi, yr, yi);
                case 4 -> four(m, stride, xr, xi, yr, yi);
                default -> any(p, m, stride, xr, xi, yr, yi);
            }
            stride *= p;
            double[] swap = xr;
            xr = yr;
            yr = swap;
            swap = xi;
            xi = yi;
            yi = swap;
        }
        if (xr != re) {
            System.arraycopy(xr, 0, re, 0, n);
            System.arraycopy(xi, 0, im, 0, n);
        }
    }

    private void two(int m, int s, double[] xr, double[] xi, double[] yr, double[] yi) {
        for (int j = 0; j < m; j++) {
            double wr = rootRe[s * j];
            double wi = rootIm[s * j];
            int a = s * j;
            int b = a + s * m;
            int y = 2 * s * j;
            for (int q = 0; q < s; q++) {
                double dr = xr[a + q] - xr[b + q];
                double di = xi[a + q] - xi[b + q];
                yr[y + q] = xr[a + q] + xr[b + q];
                yi[y + q] = xi[a + q] + xi[b + q];
                yr[y + s + q] = dr * wr - di * wi;
                yi[y + s + q] = dr * wi + di * wr;
            }
        }
    }

    private void three(int m, int s, double[] xr, double[] xi, double[] yr, double[] yi) {
        double half = Math.sqrt(3) / 2;
        for (int j = 0; j < m; j++) {
            double w1r = rootRe[s * j];
            double w1i = rootIm[s * j];
            double w2r = rootRe[2 * s * j];
            double w2i = rootIm[2 * s * j];
            int a = s * j;
            int b = a + s * m;
            int c = b + s * m;
            int y = 3 * s * j;
            for (int q = 0; q < s; q++) {
                double sr = xr[b + q] + xr[c + q];
                double si = xi[b + q] + xi[c + q];
                double dr = half * (xi[b + q] - xi[c + q]);
                double di = half * (xr[c + q] - xr[b + q]);
                double mr = xr[a + q] - 0.5 * sr;
                double mi = xi[a + q] - 0.5 * si;
                yr[y + q] = xr[a + q] + sr;
                yi[y + q] = xi[a + q] + si;
                double er = mr + dr;
                double ei = mi + di;
                yr[y + s + q] = er * w1r - ei * w1i;
                yi[y + s + q] = er * w1i + ei * w1r;
                er = mr - dr;
                ei = mi - di;
                yr[y + 2 * s + q] = er * w2r - ei * w2i;
                yi[y + 2 * s + q] = er * w2i + ei * w2r;
            }
        }
    }

    private void four(int m, int s, double[] xr, double[] xi, double[] yr, double[] yi) {
        for (int j = 0; j < m; j++) {
            double w1r = rootRe[s * j];
            double w1i = rootIm[s * j];
            double w2r = rootRe[2 * s * j];
            double w2i = rootIm[2 * s * j];
            double w3r = rootRe[3 * s * j];
            double w3i = rootIm[3 * s * j];
            int a = s * j;
            int b = a + s * m;
            int c = b + s * m;
            int d = c + s * m;
            int y = 4 * s * j;
            for (int q = 0; q < s; q++) {
                double acr = xr[a + q] + xr[c + q];
                double aci = xi[a + q] + xi[c + q];
                double amr = xr[a + q] - xr[c + q];
                double ami = xi[a + q] - xi[c + q];
                double bdr = xr[b + q] + xr[d + q];
                double bdi = xi[b + q] + xi[d + q];
                double bmr = xi[b + q] - xi[d + q];
                double bmi = xr[d + q] - xr[b + q];
                yr[y + q] = acr + bdr;
                yi[y + q] = aci + bdi;
                double er = amr + bmr;
                double ei = ami + bmi;
                yr[y + s + q] = er * w1r - ei * w1i;
                yi[y + s + q] = er * w1i + ei * w1r;
                er = acr - bdr;
                ei = aci - bdi;
                yr[y + 2 * s + q] = er * w2r - ei * w2i;
                yi[y + 2 * s + q] = er * w2i + ei * w2r;
                er = amr - bmr;
                ei = ami - bmi;
                yr[y + 3 * s + q] = er * w3r - ei * w3i;
                yi[y + 3 * s + q] = er * w3i + ei * w3r;
            }
        }
    }

    private void any(int p, int m, int s, double[] xr, double[] xi, double[] yr, double[] yi) {
        int turn = n / p;
        for (int j = 0; j < m; j++) {
            for (int q = 0; q < s; q++) {
                for (int k = 0; k < p; k++) {
                    pointRe[k] = xr[q + s * (j + m * k)];
                    pointIm[k] = xi[q + s * (j + m * k)];
                }
                for (int r = 0; r < p; r++) {
                    double sumRe = pointRe[0];
                    double sumIm = pointIm[0];
                    int t = 0;
                    for (int k = 1; k < p; k++) {
                        t += r * turn;
                        t -= t >= n ? n : 0;
                        sumRe += pointRe[k] * rootRe[t] - pointIm[k] * rootIm[t];
                        sumIm += pointRe[k] * rootIm[t] + pointIm[k] * rootRe[t];
                    }
                    t = s * j * r;
                    int y = q + s * (p * j + r);
                    yr[y] = sumRe * rootRe[t] - sumIm * rootIm[t];
                    yi[y] = sumRe * rootIm[t] + sumIm * rootRe[t];
                }
            }
        }
    }
}
