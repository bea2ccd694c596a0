package org.headrace.ops.kernels;

import java.util.Arrays;

/** {@link ChannelLoops} over double in plain Java. */
final class ScalarDoubleChannels implements ChannelLoops<double[]> {
    /** What the greatest of a window is compared with first, as in TensorFlow. */
    static final double LEAST = -Double.MAX_VALUE;

    @Override
    public void max(double[] x, Window w, double[] y, int yOff, int n) {
        Arrays.fill(y, yOff, yOff + n, LEAST);
        for (int r = 0; r < w.rows; r++) {
            for (int c = 0; c < w.columns; c++) {
                int at = w.at + r * w.rowStep + c * w.columnStep;
                for (int i = 0; i < n; i++) {
                    y[yOff + i] = y[yOff + i] < x[at + i] ? x[at + i] : y[yOff + i];
                }
            }
        }
    }

    @Override
    public void addToMax(double[] x, Window w, double[] dy, int dyOff, double[] dx, int n) {
        for (int i = 0; i < n; i++) {
            dx[greatest(x, w, i)] += dy[dyOff + i];
        }
    }

    @Override
    public void atMax(double[] x, Window w, double[] values, double[] y, int yOff, int n) {
        for (int i = 0; i < n; i++) {
            y[yOff + i] = values[greatest(x, w, i)];
        }
    }

    private static int greatest(double[] x, Window w, int channel) {
        int best = w.at + channel;
        for (int r = 0; r < w.rows; r++) {
            int at = w.at + channel + r * w.rowStep;
            for (int c = 0; c < w.columns; c++) {
                best = x[best] < x[at] ? at : best;
                at += w.columnStep;
            }
        }
        return best;
    }

    @Override
    public void mean(double[] x, Window w, double[] y, int yOff, int n) {
        Arrays.fill(y, yOff, yOff + n, 0);
        for (int r = 0; r < w.rows; r++) {
            for (int c = 0; c < w.columns; c++) {
                int at = w.at + r * w.rowStep + c * w.columnStep;
                for (int i = 0; i < n; i++) {
                    y[yOff + i] += x[at + i];
                }
            }
        }
        double count = w.rows * w.columns;
        for (int i = 0; i < n; i++) {
            y[yOff + i] /= count;
        }
    }

    @Override
    public void addShares(double[] dy, int dyOff, double[] dx, Window w, int n) {
        double share = 1.0 / (w.rows * w.columns);
        for (int r = 0; r < w.rows; r++) {
            for (int c = 0; c < w.columns; c++) {
                int at = w.at + r * w.rowStep + c * w.columnStep;
                for (int i = 0; i < n; i++) {
                    dx[at + i] += dy[dyOff + i] * share;
                }
            }
        }
    }

    @Override
    public void addProducts(double[] a, int aOff, double[] b, int bOff, double[] y, int yOff, int n) {
        for (int i = 0; i < n; i++) {
            y[yOff + i] += a[aOff + i] * b[bOff + i];
        }
    }

    @Override
    public void repeat(double[] x, int xOff, int times, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            Arrays.fill(y, i * times, (i + 1) * times, x[xOff + i]);
        }
    }

    @Override
    public void fold(double[] x, int xOff, int times, double[] y, int yOff, int n) {
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < times; j++) {
                sum += x[xOff + i * times + j];
            }
            y[yOff + i] = sum;
        }
    }

    @Override
    public void clear(double[] x, int from, int to) {
        Arrays.fill(x, from, to, 0);
    }

    @Override
    public double[] newArray(int length) {
        return new double[length];
    }
}
