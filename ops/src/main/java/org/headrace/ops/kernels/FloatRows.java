package org.headrace.ops.kernels;

/** Loops over rows of float32. */
final class FloatRows implements RowLoops<float[]> {
    @Override
    public float[] array(int n) {
        return new float[n];
    }

    @Override
    public void minusTwice(float[] x, int from, double c, double d, float[] y, int at, int n) {
        float first = (float) c;
        float second = (float) d;
        for (int j = 0; j < n; j++) {
            y[at + j] = (x[from + j] - first) - second;
        }
    }

    @Override
    public void divide(float[] y, int at, int n, int rows, double[] divisors) {
        for (int r = 0; r < rows; r++) {
            float factor = (float) (1 / divisors[r]);
            for (int j = at + r * n; j < at + (r + 1) * n; j++) {
                y[j] *= factor;
            }
        }
    }

    @Override
    public void scaleAndSubtract(float[] y, int at, double c, float[] x, int from, int n) {
        float factor = (float) c;
        for (int j = 0; j < n; j++) {
            y[at + j] = y[at + j] * factor - x[from + j];
        }
    }

    @Override
    public double entropy(float[] labels, int from, float[] x, int at, double logOfSum, double max, int n) {
        double total = 0;
        for (int j = 0; j < n; j++) {
            if (labels[from + j] != 0) { // a class without weight counts nothing, however unlikely it is
                total += labels[from + j] * (logOfSum - (x[at + j] - max));
            }
        }
        return total;
    }

    @Override
    public void spread(float[] x, int from, int step, float[] y, int at, int n) {
        for (int j = 0; j < n; j++) {
            y[at + j] = x[from + j * step];
        }
    }

    @Override
    public double get(float[] x, int i) {
        return x[i];
    }

    @Override
    public void set(float[] y, int i, double value) {
        y[i] = (float) value;
    }
}
