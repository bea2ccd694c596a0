package org.headrace.ops.linalg;

import java.util.Arrays;
import org.headrace.core.Workers;

/** Rows of real numbers. */
final class RealRows extends Rows {
    /** Products of so few multiplications are done one by one. */
    private static final int FEW = 256;

    private final Products products;
    private double[] negative = {};

    RealRows(Workers workers) {
        super(1, workers);
        this.products = new Products(workers);
    }

    @Override
    void add(int n, double re, double im, double[] x, int xAt, double[] y, int yAt) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] += re * x[xAt + i];
        }
    }

    @Override
    void scale(int n, double re, double im, double[] x, int at) {
        for (int i = 0; i < n; i++) {
            x[at + i] *= re;
        }
    }

    @Override
    double dot(int n, double[] x, int xAt, double[] y, int yAt) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i < n - 3; i += 4) {
            a += x[xAt + i] * y[yAt + i];
            b += x[xAt + i + 1] * y[yAt + i + 1];
            c += x[xAt + i + 2] * y[yAt + i + 2];
            d += x[xAt + i + 3] * y[yAt + i + 3];
        }
        for (; i < n; i++) {
            a += x[xAt + i] * y[yAt + i];
        }
        return a + b + (c + d);
    }

    @Override
    double imaginary() {
        return 0;
    }

    @Override
    double squares(int n, double[] x, int at) {
        return dot(n, x, at, x, at);
    }

    @Override
    void multiply(
            boolean subtract,
            int m,
            int n,
            int k,
            double[] a,
            int aAt,
            int aStride,
            boolean turnA,
            double[] b,
            int bAt,
            int bStride,
            boolean turnB,
            double[] c,
            int cAt,
            int cStride) {
        if ((long) m * n * k <= FEW) {
            few(
                    subtract,
                    m,
                    n,
                    k,
                    a,
                    aAt,
                    turnA ? 1 : aStride,
                    turnA ? aStride : 1,
                    b,
                    bAt,
                    turnB ? 1 : bStride,
                    turnB ? bStride : 1,
                    c,
                    cAt,
                    cStride);
        } else if (!subtract) {
            products.run(m, n, k, a, aAt, aStride, turnA, b, bAt, bStride, turnB, c, cAt, cStride, false);
        } else if (m <= n) {
            int height = turnA ? k : m;
            int width = turnA ? m : k;
            negate(height, width, a, aAt, aStride);
            products.run(m, n, k, negative, 0, width, turnA, b, bAt, bStride, turnB, c, cAt, cStride, true);
        } else {
            int height = turnB ? n : k;
            int width = turnB ? k : n;
            negate(height, width, b, bAt, bStride);
            products.run(m, n, k, a, aAt, aStride, turnA, negative, 0, width, turnB, c, cAt, cStride, true);
        }
    }

    /** A copy of a part of a matrix with all signs turned. */
    private void negate(int height, int width, double[] x, int at, int stride) {
        if (negative.length < height * width) {
            negative = new double[height * width];
        }
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                negative[i * width + j] = -x[at + i * stride + j];
            }
        }
    }

    private static void few(
            boolean subtract,
            int m,
            int n,
            int k,
            double[] a,
            int aAt,
            int aRow,
            int aColumn,
            double[] b,
            int bAt,
            int bRow,
            int bColumn,
            double[] c,
            int cAt,
            int cStride) {
        for (int i = 0; i < m; i++) {
            int row = cAt + i * cStride;
            if (!subtract) {
                Arrays.fill(c, row, row + n, 0);
            }
            for (int p = 0; p < k; p++) {
                double factor = a[aAt + i * aRow + p * aColumn];
                factor = subtract ? -factor : factor;
                int from = bAt + p * bRow;
                for (int j = 0; j < n; j++) {
                    c[row + j] += factor * b[from + j * bColumn];
                }
            }
        }
    }
}
