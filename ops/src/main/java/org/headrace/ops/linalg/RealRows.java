package org.headrace.ops.linalg;

/** Rows of real numbers. */
final class RealRows extends Rows {
    RealRows() {
        super(1);
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
}
