package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.Tensor;

/** {@link ChannelLoops} over double in plain Java. */
final class ScalarDoubleChannels implements ChannelLoops<double[]> {
    /** What the greatest of a window is compared with first, as in TensorFlow. */
    static final double LEAST = -Double.MAX_VALUE;

    @Override
    public void max(double[] x, Window w, double[] y, int yOff, int n) {
        Arrays.fill(y, yOff, yOff + n, LEAST);
        for (int r = 0; r < w.lines(); r++) {
            int line = w.line(r);
            for (int c = 0; c < w.columns; c++) {
                int at = line + c * w.columnStep;
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

    @Override
    public void argMax(double[] x, Window w, double[] y, int yOff, long[] index, int base, int n) {
        for (int i = 0; i < n; i++) {
            int greatest = greatest(x, w, i);
            y[yOff + i] = x[greatest];
            index[yOff + i] = (long) greatest - base;
        }
    }

    private static int greatest(double[] x, Window w, int channel) {
        int best = w.at + channel;
        for (int r = 0; r < w.lines(); r++) {
            int at = w.line(r) + channel;
            for (int c = 0; c < w.columns; c++) {
                best = x[best] < x[at] ? at : best;
                at += w.columnStep;
            }
        }
        return best;
    }

    @Override
    public void addToNear(double[] x, Window w, double[] y, double[] dy, int yOff, double[] dx, int n) {
        for (int r = 0; r < w.lines(); r++) {
            int line = w.line(r);
            for (int c = 0; c < w.columns; c++) {
                int at = line + c * w.columnStep;
                for (int i = 0; i < n; i++) {
                    dx[at + i] += Math.abs(x[at + i] - y[yOff + i]) < 1e-5 ? dy[yOff + i] : 0;
                }
            }
        }
    }

    @Override
    public void addAt(double[] dy, long[] index, double[] dx, int n) {
        for (int i = 0; i < n; i++) {
            dx[(int) index[i]] += dy[i];
        }
    }

    @Override
    public void maxSum(double[] x, Window w, double[] filter, double[] y, int yOff, int n) {
        Arrays.fill(y, yOff, yOff + n, LEAST);
        for (int r = 0; r < w.rows; r++) {
            for (int c = 0; c < w.columns; c++) {
                int at = w.at + r * w.rowStep + c * w.columnStep;
                int place = w.place + r * w.placeStep + c * n;
                for (int i = 0; i < n; i++) {
                    double sum = x[at + i] + filter[place + i];
                    y[yOff + i] = y[yOff + i] < sum ? sum : y[yOff + i];
                }
            }
        }
    }

    @Override
    public void addToMaxSum(double[] x, Window w, double[] filter, double[] dy, int dyOff, double[] dx, int n) {
        for (int i = 0; i < n; i++) {
            int best = greatestSum(x, w, filter, i, n);
            int at = best < 0 ? w.corner : w.at + best / w.columns * w.rowStep + best % w.columns * w.columnStep;
            if (at >= 0) {
                dx[at + i] += dy[dyOff + i];
            }
        }
    }

    @Override
    public void addToMaxPlace(double[] x, Window w, double[] filter, double[] dy, int dyOff, double[] df, int n) {
        for (int i = 0; i < n; i++) {
            int best = greatestSum(x, w, filter, i, n);
            int at = best < 0 ? 0 : w.place + best / w.columns * w.placeStep + best % w.columns * n;
            df[at + i] += dy[dyOff + i];
        }
    }

    /** The number of the pixel in the window, or -1 if none is greater than the least number. */
    private static int greatestSum(double[] x, Window w, double[] filter, int channel, int n) {
        double greatest = LEAST;
        int best = -1;
        for (int r = 0; r < w.rows; r++) {
            int at = w.at + channel + r * w.rowStep;
            int place = w.place + channel + r * w.placeStep;
            for (int c = 0; c < w.columns; c++) {
                double sum = x[at + c * w.columnStep] + filter[place + c * n];
                if (sum > greatest) {
                    greatest = sum;
                    best = r * w.columns + c;
                }
            }
        }
        return best;
    }

    @Override
    public void mean(double[] x, Window w, double[] y, int yOff, int n) {
        Arrays.fill(y, yOff, yOff + n, 0);
        for (int r = 0; r < w.lines(); r++) {
            int line = w.line(r);
            for (int c = 0; c < w.columns; c++) {
                int at = line + c * w.columnStep;
                for (int i = 0; i < n; i++) {
                    y[yOff + i] += x[at + i];
                }
            }
        }
        double count = w.lines() * w.columns;
        for (int i = 0; i < n; i++) {
            y[yOff + i] /= count;
        }
    }

    @Override
    public void addShares(double[] dy, int dyOff, double[] dx, Window w, int n) {
        double share = 1.0 / (w.lines() * w.columns);
        for (int r = 0; r < w.lines(); r++) {
            int line = w.line(r);
            for (int c = 0; c < w.columns; c++) {
                int at = line + c * w.columnStep;
                for (int i = 0; i < n; i++) {
                    dx[at + i] += dy[dyOff + i] * share;
                }
            }
        }
    }

    @Override
    public void products(double[] a, int[] aAt, double[] b, int[] bAt, int count, double[] y, int yOff, int n) {
        Arrays.fill(y, yOff, yOff + n, 0);
        for (int k = 0; k < count; k++) {
            int left = aAt[k];
            int right = bAt[k];
            for (int i = 0; i < n; i++) {
                y[yOff + i] += a[left + i] * b[right + i];
            }
        }
    }

    @Override
    public void addProducts(
            double[] a, int aOff, int aStep, double[] b, int bOff, int bStep, int count, double[] y, int yOff, int n) {
        for (int k = 0; k < count; k++) {
            int left = aOff + k * aStep;
            int right = bOff + k * bStep;
            for (int i = 0; i < n; i++) {
                y[yOff + i] += a[left + i] * b[right + i];
            }
        }
    }

    @Override
    public void addMultiples(
            double[] factors, int[] rows, int first, int count, double[] x, int xOff, double[] y, int yOff, int n) {
        for (int k = first; k < first + count; k++) {
            double factor = factors[k];
            int at = rows[k] + xOff;
            for (int i = 0; i < n; i++) {
                y[yOff + i] += factor * x[at + i];
            }
        }
    }

    @Override
    public void mix(double[] x, int xOff, int[][] places, double[][] weights, double[] y, int yOff, int n) {
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int k = 0; k < places.length; k++) {
                sum += x[xOff + places[k][i]] * weights[k][i];
            }
            y[yOff + i] = sum;
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

    @Override
    public double[] elements(Tensor tensor, double[] scratch) {
        return tensor.doubles();
    }
}
