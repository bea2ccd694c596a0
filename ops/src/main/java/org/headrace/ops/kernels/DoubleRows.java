package org.headrace.ops.kernels;

/** Loops over rows of float64. */
final class DoubleRows implements RowLoops<double[]> {
    @Override
    public double[] array(int n) {
        return new double[n];
    }

    @Override
    public void minusTwice(double[] x, int from, double c, double d, double[] y, int at, int n) {
        double first = c;
        double second = d;
        for (int j = 0; j < n; j++) {
            y[at + j] = (x[from + j] - first) - second;
        }
    }

    @Override
    public void divide(double[] y, int at, int n, int rows, double[] divisors) {
        for (int r = 0; r < rows; r++) {
            double factor = 1 / divisors[r];
            for (int j = at + r * n; j < at + (r + 1) * n; j++) {
                y[j] *= factor;
            }
        }
    }

    @Override
    public void scaleAndSubtract(double[] y, int at, double c, double[] x, int from, int n) {
        double factor = c;
        for (int j = 0; j < n; j++) {
            y[at + j] = y[at + j] * factor - x[from + j];
        }
    }

    @Override
    public double entropy(double[] labels, int from, double[] x, int at, double logOfSum, double max, int n) {
        double total = 0;
        for (int j = 0; j < n; j++) {
            if (labels[from + j] != 0) { // a class without weight counts nothing, however unlikely it is
                total += labels[from + j] * (logOfSum - (x[at + j] - max));
            }
        }
        return total;
    }

    @Override
    public void spread(double[] x, int from, int step, double[] y, int at, int n) {
        for (int j = 0; j < n; j++) {
            y[at + j] = x[from + j * step];
        }
    }

    @Override
    public double get(double[] x, int i) {
        return x[i];
    }

    @Override
    public void set(double[] y, int i, double value) {
        y[i] = value;
    }
}
