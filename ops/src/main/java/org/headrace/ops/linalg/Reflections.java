package org.headrace.ops.linalg;

import java.util.Arrays;

/**
 * Householder's reflections {@code H = I - tau v v^H}, as LAPACK and Eigen choose them: {@code v} begins with 1, and
 * {@code H x} has a real first element of the sign that {@code x}'s does not have, and zeros. QR decompositions are made of
 * panels of columns and these by halves, so that nearly all of the work is products of matrices.
 */
final class Reflections {
    /** So many reflections at most are applied together. */
    private static final int PANEL = 64;

    /** So many columns are not halved any more. */
    private static final int FEW = 8;

    private final Rows rows;
    private final ReflectionBlock block;
    /** {@code v^H} of one reflection, and the product with it. */
    private double[] vector = {};

    private double[] product = {};
    /** What is left of the columns' lengths, and what it was when it was last computed. */
    private final double[] norms;

    private final double[] exact;
    private double tauRe;
    private double tauIm;
    private double beta;

    /** For matrices of up to so many columns. */
    Reflections(Rows rows, int columns) {
        this.rows = rows;
        this.block = new ReflectionBlock(rows, PANEL);
        this.norms = new double[columns];
        this.exact = new double[columns];
    }

    /**
     * Makes the reflection for a vector of elements that lie {@code stride} elements apart; its place takes {@code v} without
     * the 1, below the first element, which takes {@link #beta}.
     */
    void reflect(double[] x, int at, int n, int stride) {
        int w = rows.width;
        double tail = 0;
        for (int i = 1; i < n; i++) {
            int t = at + i * stride * w;
            tail += x[t] * x[t] + rows.im(x, t) * rows.im(x, t);
        }
        double re = x[at];
        double im = rows.im(x, at);
        if (tail <= Double.MIN_NORMAL && im * im <= Double.MIN_NORMAL) {
            tauRe = 0;
            tauIm = 0;
            beta = re;
            for (int i = 1; i < n; i++) {
                rows.set(x, at + i * stride * w, 0, 0);
            }
        } else {
            double norm = Math.sqrt(re * re + im * im + tail);
            beta = re >= 0 ? -norm : norm;
            double dRe = re - beta;
            double size = dRe * dRe + im * im;
            for (int i = 1; i < n; i++) {
                int t = at + i * stride * w;
                double a = x[t];
                double b = rows.im(x, t);
                rows.set(x, t, (a * dRe + b * im) / size, (b * dRe - a * im) / size);
            }
            tauRe = (beta - re) / beta;
            tauIm = im / beta;
        }
        rows.set(x, at, beta, 0);
    }

    double beta() {
        return beta;
    }

    double tauRe() {
        return tauRe;
    }

    double tauIm() {
        return tauIm;
    }

    /**
     * {@code C -= tau v (v^H C)} for rows {@code row} on and columns {@code column} to before {@code end} of {@code C},
     * where {@code v} has the length that is left of {@code height} rows and its elements but the first lie from
     * {@code vAt} on, {@code stride} elements apart.
     */
    void apply(
            double re,
            double im,
            double[] v,
            int vAt,
            int stride,
            double[] c,
            int height,
            int columns,
            int row,
            int column,
            int end) {
        int w = rows.width;
        int n = end - column;
        if (n <= 0 || re == 0 && im == 0) {
            return;
        }
        int length = height - row;
        if (vector.length < length * w || product.length < n * w) {
            vector = new double[Math.max(vector.length, length * w)];
            product = new double[Math.max(product.length, n * w)];
        }
        rows.set(vector, 0, 1, 0);
        for (int i = 1; i < length; i++) {
            int at = vAt + (i - 1) * stride * w;
            rows.set(vector, i * w, v[at], -rows.im(v, at));
        }
        int first = (row * columns + column) * w;
        rows.multiply(false, 1, n, length, vector, 0, length, false, c, first, columns, false, product, 0, n);
        rows.scale(n, re, im, product, 0);
        rows.multiply(true, length, n, 1, vector, 0, length, true, product, 0, n, false, c, first, columns);
    }

    /**
     * Overwrites the {@code m x n} matrix {@code a} with {@code R} and, below its diagonal, the reflections of
     * {@code A = Q R}.
     */
    void qr(double[] a, int m, int n, double[] taus) {
        int size = Math.min(m, n);
        int panel = panel(size);
        for (int from = 0; from < size; from += panel) {
            int to = Math.min(size, from + panel);
            factor(a, m, n, from, to, taus);
            applyBlock(a, m, n, from, to, taus, n);
        }
    }

    /** How many of so many reflections are applied together: a quarter, for what they have in common takes time, too. */
    private static int panel(int count) {
        return Math.max(FEW, Math.min(PANEL, count / 4 / FEW * FEW));
    }

    /** The reflections of columns {@code from} to before {@code to}, applied to these. */
    private void factor(double[] a, int m, int n, int from, int to, double[] taus) {
        if (to - from <= FEW) {
            for (int k = from; k < to; k++) {
                reflect(a, (k * n + k) * rows.width, m - k, n);
                taus[2 * k] = tauRe;
                taus[2 * k + 1] = tauIm;
                apply(tauRe, tauIm, a, ((k + 1) * n + k) * rows.width, n, a, m, n, k, k + 1, to);
            }
            return;
        }
        int middle = from + Triangles.half(to - from);
        factor(a, m, n, from, middle, taus);
        applyBlock(a, m, n, from, middle, taus, to);
        factor(a, m, n, middle, to, taus);
    }

    /** Applies the reflections of columns {@code from} to before {@code to} to the columns from there to {@code end}. */
    private void applyBlock(double[] a, int m, int n, int from, int to, double[] taus, int end) {
        if (end > to) {
            block.take(a, n * rows.width, n, m, from, to - from, taus);
            block.apply(true, a, from, to, n, end - to);
        }
    }

    /** The same with columns exchanged, the longest of those that are left first: {@code A P = Q R}. */
    void qrWithPivots(double[] a, int m, int n, double[] taus, int[] order) {
        int w = rows.width;
        for (int j = 0; j < n; j++) {
            order[j] = j;
            norms[j] = exact[j] = norm(a, m, n, 0, j);
        }
        for (int k = 0; k < Math.min(m, n); k++) {
            int longest = k;
            for (int j = k + 1; j < n; j++) {
                longest = norms[j] > norms[longest] ? j : longest;
            }
            if (longest != k) {
                for (int i = 0; i < m; i++) {
                    rows.swap(1, a, (i * n + k) * w, a, (i * n + longest) * w);
                }
                int kept = order[k];
                order[k] = order[longest];
                order[longest] = kept;
                norms[longest] = norms[k];
                exact[longest] = exact[k];
            }
            reflect(a, (k * n + k) * w, m - k, n);
            taus[2 * k] = tauRe;
            taus[2 * k + 1] = tauIm;
            apply(tauRe, tauIm, a, ((k + 1) * n + k) * w, n, a, m, n, k, k + 1, n);
            for (int j = k + 1; j < n; j++) {
                if (norms[j] != 0) {
                    double part = rows.abs(a, (k * n + j) * w) / norms[j];
                    double rest = Math.max(0, (1 + part) * (1 - part));
                    double ratio = norms[j] / exact[j];
                    // what is left of a norm after so much was taken away is not to be trusted
                    if (rest * ratio * ratio <= Math.sqrt(Math.ulp(1.0))) {
                        norms[j] = exact[j] = norm(a, m, n, k + 1, j);
                    } else {
                        norms[j] *= Math.sqrt(rest);
                    }
                }
            }
        }
    }

    private double norm(double[] a, int m, int n, int from, int column) {
        double sum = 0;
        for (int i = from; i < m; i++) {
            int at = (i * n + column) * rows.width;
            sum += a[at] * a[at] + rows.im(a, at) * rows.im(a, at);
        }
        return Math.sqrt(sum);
    }

    /**
     * {@code C = Q C}, or {@code Q^H C}, for the {@code Q} of the reflections below the diagonal that lies {@code shift} under
     * that of the {@code m x n} matrix {@code a}; {@code C} is {@code m x columns}.
     */
    void applyQ(
            double[] a, int m, int n, int shift, int count, double[] taus, boolean adjoint, double[] c, int columns) {
        int panel = panel(count);
        for (int step = 0; step < count; step += panel) {
            int from = adjoint ? step : (count - 1 - step) / panel * panel;
            takeColumns(a, m, n, shift, from, Math.min(panel, count - from), taus);
            block.apply(adjoint, c, from + shift, 0, columns, columns);
        }
    }

    /** The first {@code columns} columns of {@code Q}, of reflections as {@link #applyQ} takes them. */
    void formQ(double[] a, int m, int n, int shift, int count, double[] taus, double[] q, int columns) {
        rows.identity(m, columns, q);
        int panel = panel(count);
        for (int from = (count - 1) / panel * panel; from >= 0 && count > 0; from -= panel) {
            takeColumns(a, m, n, shift, from, Math.min(panel, count - from), taus);
            // the columns before are still those of the identity matrix
            block.apply(false, q, from + shift, from + shift, columns, columns - from - shift);
        }
    }

    private void takeColumns(double[] a, int m, int n, int shift, int from, int count, double[] taus) {
        block.take(a, (shift + 1) * n * rows.width, n, m - shift, from, count, taus);
    }

    /**
     * The {@code n x n} matrix of the reflections in the rows of {@code a}, right of the element beside the diagonal:
     * {@code I - conj(tau) v v^H} one after the other.
     */
    void formRowsQ(double[] a, int n, double[] taus, double[] q) {
        rows.identity(n, n, q);
        int count = n - 1;
        int panel = panel(count);
        for (int from = (count - 1) / panel * panel; from >= 0 && count > 0; from -= panel) {
            block.takeRows(a, 2 * rows.width, n, n - 1, from, Math.min(panel, count - from), taus);
            block.apply(false, q, from + 1, from + 1, n, n - from - 1);
        }
    }

    /** {@code R} of {@link #qr}: its first {@code height} rows. */
    void takeR(double[] a, int n, double[] r, int height) {
        int w = rows.width;
        Arrays.fill(r, 0, height * n * w, 0);
        for (int i = 0; i < Math.min(height, n); i++) {
            System.arraycopy(a, (i * n + i) * w, r, (i * n + i) * w, (n - i) * w);
        }
    }
}
