package org.headrace.ops.linalg;

/** Rows of complex numbers. */
final class ComplexRows extends Rows {
    private double imaginary;

    ComplexRows() {
        super(2);
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
}
