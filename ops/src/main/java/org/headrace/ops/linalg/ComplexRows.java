package org.headrace.ops.linalg;

import java.util.Arrays;
import org.headrace.core.Workers;

/** Rows of complex numbers. */
final class ComplexRows extends Rows {
    private final Products products;
    private double[] left = {};
    private double[] right = {};
    private double imaginary;

    ComplexRows(Workers workers) {
        super(2, workers);
        this.products = new Products(workers);
    }

    @Override
    void add(int n, double re, double im, double[] x, int xAt, double[] y, int yAt) {
        for (int i = 0; i < 2 * n; i += 2) {
            y[yAt + i] += re * x[xAt + i] - im * x[xAt + i + 1];
            y[yAt + i + 1] += re * x[xAt + i + 1] + im * x[xAt + i];
        }
    }

    @Override
    void scale(int n, double re, double im, double[] x, int at) {
        for (int i = at; i < at + 2 * n; i += 2) {
            double a = x[i];
            x[i] = a * re - x[i + 1] * im;
            x[i + 1] = a * im + x[i + 1] * re;
        }
    }

    @Override
    double dot(int n, double[] x, int xAt, double[] y, int yAt) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < 2 * n; i += 2) {
            re += x[xAt + i] * y[yAt + i] + x[xAt + i + 1] * y[yAt + i + 1];
            im += x[xAt + i] * y[yAt + i + 1] - x[xAt + i + 1] * y[yAt + i];
        }
        imaginary = im;
        return re;
    }

    @Override
    double imaginary() {
        return imaginary;
    }

    @Override
    double squares(int n, double[] x, int at) {
        double sum = 0;
        for (int i = at; i < at + 2 * n; i++) {
            sum += x[i] * x[i];
        }
        return sum;
    }

    /**
     * By a real product: a row of {@code A} is, as it lies, one of {@code 2k} real numbers, and so is one of {@code C} of
     * {@code 2n}; between them stands {@code B} with each element {@code x + yi} as {@code [[x, y], [-y, x]]}.
     */
    @Override
    void multiply(
            boolean subtract,
            int m,
            int n,
            int k,
            double[] a,
            int aAt,
            int aStride,
            boolean adjointA,
            double[] b,
            int bAt,
            int bStride,
            boolean adjointB,
            double[] c,
            int cAt,
            int cStride) {
        if (k == 0) {
            for (int i = 0; i < m && !subtract; i++) {
                Arrays.fill(c, cAt + 2 * i * cStride, cAt + 2 * (i * cStride + n), 0);
            }
            return;
        }
        expand(n, k, b, bAt, bStride, adjointB, subtract ? -1 : 1);
        if (adjointA) {
            turn(m, k, a, aAt, aStride);
            products.run(m, 2 * n, 2 * k, left, 0, 2 * k, false, right, 0, 2 * n, false, c, cAt, 2 * cStride, subtract);
        } else {
            products.run(
                    m, 2 * n, 2 * k, a, aAt, 2 * aStride, false, right, 0, 2 * n, false, c, cAt, 2 * cStride, subtract);
        }
    }

    private void turn(int m, int k, double[] a, int aAt, int aStride) {
        if (left.length < 2 * m * k) {
            left = new double[2 * m * k];
        }
        for (int i = 0, t = 0; i < m; i++) {
            for (int p = 0; p < k; p++, t += 2) {
                int s = aAt + 2 * (p * aStride + i);
                left[t] = a[s];
                left[t + 1] = -a[s + 1];
            }
        }
    }

    private void expand(int n, int k, double[] b, int bAt, int bStride, boolean adjoint, double sign) {
        if (right.length < 4 * k * n) {
            right = new double[4 * k * n];
        }
        for (int p = 0; p < k; p++) {
            int upper = 4 * p * n;
            int lower = upper + 2 * n;
            for (int j = 0; j < n; j++) {
                int s = bAt + 2 * (adjoint ? j * bStride + p : p * bStride + j);
                double x = sign * b[s];
                double y = adjoint ? -sign * b[s + 1] : sign * b[s + 1];
                right[upper + 2 * j] = x;
                right[upper + 2 * j + 1] = y;
                right[lower + 2 * j] = -y;
                right[lower + 2 * j + 1] = x;
            }
        }
    }
}
