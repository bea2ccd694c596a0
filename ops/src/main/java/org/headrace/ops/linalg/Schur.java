package org.headrace.ops.linalg;

import org.headrace.core.Workers;

/**
 * {@code A = Q T Q^H} of complex matrices, {@code T} upper triangular: reflections leave zeros below the second diagonal, and
 * QR steps with shifts make zeros of that one.
 */
final class Schur {
    private static final int MOST_STEPS = 60;

    private final Rows rows = new ComplexRows(Workers.ONE);
    private final int n;
    private final Reflections reflections;
    private final double[] taus;
    private final double[] column;

    Schur(int n) {
        this.n = n;
        this.reflections = new Reflections(rows, n);
        this.taus = new double[2 * n];
        this.column = new double[2 * n];
    }

    /** Overwrites {@code a} with {@code T}, and {@code q}; false if the steps don't come to an end. */
    boolean run(double[] a, double[] q) {
        hessenberg(a, q);
        int end = n - 1;
        int steps = 0;
        while (end > 0) {
            int start = end;
            while (start > 0 && !isNegligible(a, start)) {
                start--;
            }
            if (start > 0) {
                rows.set(a, at(start, start - 1), 0, 0);
            }
            if (start == end) {
                end--;
                steps = 0;
            } else if (++steps > MOST_STEPS) {
                return false;
            } else {
                step(a, q, start, end, steps);
            }
        }
        return true;
    }

    private int at(int i, int j) {
        return 2 * (i * n + j);
    }

    /** {@code A = Q H Q^H}. */
    private void hessenberg(double[] a, double[] q) {
        for (int k = 0; k < n - 2; k++) {
            int below = at(k + 1, k);
            reflections.reflect(a, below, n - k - 1, n);
            double tauRe = reflections.tauRe();
            double tauIm = reflections.tauIm();
            taus[2 * k] = tauRe;
            taus[2 * k + 1] = tauIm;
            reflections.apply(tauRe, tauIm, a, at(k + 2, k), n, a, n, n, k + 1, k + 1, n);
            // from the right: each row less conj(tau) (row v) v^H
            for (int j = k + 1; j < n; j++) {
                rows.set(column, 2 * j, j == k + 1 ? 1 : a[at(j, k)], j == k + 1 ? 0 : -a[at(j, k) + 1]);
            }
            int rest = n - k - 1;
            for (int i = 0; i < n; i++) {
                double re = rows.dot(rest, column, 2 * (k + 1), a, at(i, k + 1));
                double im = rows.imaginary();
                rows.add(
                        rest,
                        -(re * tauRe + im * tauIm),
                        -(im * tauRe - re * tauIm),
                        column,
                        2 * (k + 1),
                        a,
                        at(i, k + 1));
            }
        }
        rows.identity(n, n, q);
        reflections.applyQ(a, n, n, 1, n - 2, taus, false, q, n);
        for (int i = 2; i < n; i++) {
            for (int j = 0; j < i - 1; j++) {
                rows.set(a, at(i, j), 0, 0);
            }
        }
    }

    private boolean isNegligible(double[] a, int i) {
        double near = rows.abs(a, at(i, i)) + rows.abs(a, at(i - 1, i - 1));
        double below = rows.abs(a, at(i, i - 1));
        return !(below > Math.ulp(1.0) / 2 * near) || below < Double.MIN_NORMAL;
    }

    /** One step of QR of {@code A - shift I} within these rows and columns. */
    private void step(double[] a, double[] q, int start, int end, int steps) {
        double[] shift = shift(a, end, steps);
        double xRe = a[at(start, start)] - shift[0];
        double xIm = a[at(start, start) + 1] - shift[1];
        double yRe = a[at(start + 1, start)];
        double yIm = a[at(start + 1, start) + 1];
        for (int k = start; k < end; k++) {
            double length = Math.sqrt(xRe * xRe + xIm * xIm + yRe * yRe + yIm * yIm);
            if (length > 0) {
                turn(a, q, k, start, end, xRe / length, xIm / length, yRe / length, yIm / length);
            }
            if (k < end - 1) {
                xRe = a[at(k + 1, k)];
                xIm = a[at(k + 1, k) + 1];
                yRe = a[at(k + 2, k)];
                yIm = a[at(k + 2, k) + 1];
            }
        }
    }

    /** The rotation {@code G} with {@code G (x, y) = (1, 0)} from the left, and its adjoint from the right. */
    private void turn(
            double[] a, double[] q, int k, int start, int end, double xRe, double xIm, double yRe, double yIm) {
        int from = Math.max(start, k - 1);
        for (int j = from; j < n; j++) {
            int upper = at(k, j);
            int lower = at(k + 1, j);
            double aRe = a[upper];
            double aIm = a[upper + 1];
            double bRe = a[lower];
            double bIm = a[lower + 1];
            a[upper] = xRe * aRe + xIm * aIm + yRe * bRe + yIm * bIm;
            a[upper + 1] = xRe * aIm - xIm * aRe + yRe * bIm - yIm * bRe;
            a[lower] = xRe * bRe - xIm * bIm - (yRe * aRe - yIm * aIm);
            a[lower + 1] = xRe * bIm + xIm * bRe - (yRe * aIm + yIm * aRe);
        }
        turnColumns(a, Math.min(k + 2, end), k, xRe, xIm, yRe, yIm);
        turnColumns(q, n - 1, k, xRe, xIm, yRe, yIm);
    }

    private void turnColumns(double[] a, int last, int k, double xRe, double xIm, double yRe, double yIm) {
        for (int i = 0; i <= last; i++) {
            int left = at(i, k);
            int right = left + 2;
            double aRe = a[left];
            double aIm = a[left + 1];
            double bRe = a[right];
            double bIm = a[right + 1];
            a[left] = xRe * aRe - xIm * aIm + yRe * bRe - yIm * bIm;
            a[left + 1] = xRe * aIm + xIm * aRe + yRe * bIm + yIm * bRe;
            a[right] = xRe * bRe + xIm * bIm - (yRe * aRe + yIm * aIm);
            a[right + 1] = xRe * bIm - xIm * bRe - (yRe * aIm - yIm * aRe);
        }
    }

    /** The eigenvalue of the last two rows and columns that is nearer to the last element; now and then another number. */
    private double[] shift(double[] a, int end, int steps) {
        int last = at(end, end);
        if (steps % 10 == 0) {
            column[0] = a[last] + rows.abs(a, at(end, end - 1));
            column[1] = a[last + 1];
            return column;
        }
        int before = at(end - 1, end - 1);
        double halfRe = (a[before] - a[last]) / 2;
        double halfIm = (a[before + 1] - a[last + 1]) / 2;
        int b = at(end - 1, end);
        int c = at(end, end - 1);
        double bcRe = a[b] * a[c] - a[b + 1] * a[c + 1];
        double bcIm = a[b] * a[c + 1] + a[b + 1] * a[c];
        ComplexRoot.of(halfRe * halfRe - halfIm * halfIm + bcRe, 2 * halfRe * halfIm + bcIm, column, 0);
        // the root of x^2 - 2 half x - bc that is smaller is -bc divided by the greater one
        boolean opposite = halfRe * column[0] + halfIm * column[1] < 0;
        double farRe = halfRe + (opposite ? -column[0] : column[0]);
        double farIm = halfIm + (opposite ? -column[1] : column[1]);
        double size = farRe * farRe + farIm * farIm;
        column[0] = a[last] - (size == 0 ? 0 : (bcRe * farRe + bcIm * farIm) / size);
        column[1] = a[last + 1] - (size == 0 ? 0 : (bcIm * farRe - bcRe * farIm) / size);
        return column;
    }
}
