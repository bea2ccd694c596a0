package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.Tensor;

/** {@link ChannelLoops} over float in plain Java. */
public class ScalarFloatChannels implements ChannelLoops<float[]> {
    /** What the greatest of a window is compared with first, as in TensorFlow. */
    protected static final float LEAST = -Float.MAX_VALUE;

    /** Without state. */
    public ScalarFloatChannels() {}

    @Override
    public void max(float[] x, Window w, float[] y, int yOff, int n) {
        max(x, w, y, yOff, 0, n);
    }

    /** The channels from {@code from} to before {@code n}. */
    protected static void max(float[] x, Window w, float[] y, int yOff, int from, int n) {
        Arrays.fill(y, yOff + from, yOff + n, LEAST);
        for (int r = 0; r < w.lines(); r++) {
            int line = w.line(r);
            for (int c = 0; c < w.columns; c++) {
                int at = line + c * w.columnStep;
                for (int i = from; i < n; i++) {
                    y[yOff + i] = y[yOff + i] < x[at + i] ? x[at + i] : y[yOff + i];
                }
            }
        }
    }

    @Override
    public void addToMax(float[] x, Window w, float[] dy, int dyOff, float[] dx, int n) {
        addToMax(x, w, dy, dyOff, dx, 0, n);
    }

    /** The channels from {@code from} to before {@code n}. */
    protected static void addToMax(float[] x, Window w, float[] dy, int dyOff, float[] dx, int from, int n) {
        for (int i = from; i < n; i++) {
            dx[greatest(x, w, i)] += dy[dyOff + i];
        }
    }

    @Override
    public void atMax(float[] x, Window w, float[] values, float[] y, int yOff, int n) {
        for (int i = 0; i < n; i++) {
            y[yOff + i] = values[greatest(x, w, i)];
        }
    }

    @Override
    public void argMax(float[] x, Window w, float[] y, int yOff, long[] index, int base, int n) {
        for (int i = 0; i < n; i++) {
            int greatest = greatest(x, w, i);
            y[yOff + i] = x[greatest];
            index[yOff + i] = (long) greatest - base;
        }
    }

    private static int greatest(float[] x, Window w, int channel) {
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
    public void addToNear(float[] x, Window w, float[] y, float[] dy, int yOff, float[] dx, int n) {
        for (int r = 0; r < w.lines(); r++) {
            int line = w.line(r);
            for (int c = 0; c < w.columns; c++) {
                int at = line + c * w.columnStep;
                for (int i = 0; i < n; i++) {
                    dx[at + i] += Math.abs(x[at + i] - y[yOff + i]) < 1e-5f ? dy[yOff + i] : 0;
                }
            }
        }
    }

    @Override
    public void addAt(float[] dy, long[] index, float[] dx, int n) {
        for (int i = 0; i < n; i++) {
            dx[(int) index[i]] += dy[i];
        }
    }

    @Override
    public void maxSum(float[] x, Window w, float[] filter, float[] y, int yOff, int n) {
        Arrays.fill(y, yOff, yOff + n, LEAST);
        for (int r = 0; r < w.rows; r++) {
            for (int c = 0; c < w.columns; c++) {
                int at = w.at + r * w.rowStep + c * w.columnStep;
                int place = w.place + r * w.placeStep + c * n;
                for (int i = 0; i < n; i++) {
                    float sum = x[at + i] + filter[place + i];
                    y[yOff + i] = y[yOff + i] < sum ? sum : y[yOff + i];
                }
            }
        }
    }

    @Override
    public void addToMaxSum(float[] x, Window w, float[] filter, float[] dy, int dyOff, float[] dx, int n) {
        for (int i = 0; i < n; i++) {
            int best = greatestSum(x, w, filter, i, n);
            int at = best < 0 ? w.corner : w.at + best / w.columns * w.rowStep + best % w.columns * w.columnStep;
            if (at >= 0) {
                dx[at + i] += dy[dyOff + i];
            }
        }
    }

    @Override
    public void addToMaxPlace(float[] x, Window w, float[] filter, float[] dy, int dyOff, float[] df, int n) {
        for (int i = 0; i < n; i++) {
            int best = greatestSum(x, w, filter, i, n);
            int at = best < 0 ? 0 : w.place + best / w.columns * w.placeStep + best % w.columns * n;
            df[at + i] += dy[dyOff + i];
        }
    }

    /** The number of the pixel in the window, or -1 if none is greater than the least number. */
    private static int greatestSum(float[] x, Window w, float[] filter, int channel, int n) {
        float greatest = LEAST;
        int best = -1;
        for (int r = 0; r < w.rows; r++) {
            int at = w.at + channel + r * w.rowStep;
            int place = w.place + channel + r * w.placeStep;
            for (int c = 0; c < w.columns; c++) {
                float sum = x[at + c * w.columnStep] + filter[place + c * n];
                if (sum > greatest) {
                    greatest = sum;
                    best = r * w.columns + c;
                }
            }
        }
        return best;
    }

    @Override
    public void mean(float[] x, Window w, float[] y, int yOff, int n) {
        mean(x, w, y, yOff, 0, n);
    }

    /** The channels from {@code from} to before {@code n}. */
    protected static void mean(float[] x, Window w, float[] y, int yOff, int from, int n) {
        Arrays.fill(y, yOff + from, yOff + n, 0);
        for (int r = 0; r < w.lines(); r++) {
            int line = w.line(r);
            for (int c = 0; c < w.columns; c++) {
                int at = line + c * w.columnStep;
                for (int i = from; i < n; i++) {
                    y[yOff + i] += x[at + i];
                }
            }
        }
        float count = w.lines() * w.columns;
        for (int i = from; i < n; i++) {
            y[yOff + i] /= count;
        }
    }

    @Override
    public void addShares(float[] dy, int dyOff, float[] dx, Window w, int n) {
        float share = (float) (1.0 / (w.lines() * w.columns));
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
    public void products(float[] a, int[] aAt, float[] b, int[] bAt, int count, float[] y, int yOff, int n) {
        products(a, aAt, b, bAt, count, y, yOff, 0, n);
    }

    /** The channels from {@code from} to before {@code n}. */
    protected static void products(
            float[] a, int[] aAt, float[] b, int[] bAt, int count, float[] y, int yOff, int from, int n) {
        Arrays.fill(y, yOff + from, yOff + n, 0);
        for (int k = 0; k < count; k++) {
            int left = aAt[k];
            int right = bAt[k];
            for (int i = from; i < n; i++) {
                y[yOff + i] += a[left + i] * b[right + i];
            }
        }
    }

    @Override
    public void addProducts(
            float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, int count, float[] y, int yOff, int n) {
        addProducts(a, aOff, aStep, b, bOff, bStep, count, y, yOff, 0, n);
    }

    /** The channels from {@code from} to before {@code n}. */
    protected static void addProducts(
            float[] a,
            int aOff,
            int aStep,
            float[] b,
            int bOff,
            int bStep,
            int count,
            float[] y,
            int yOff,
            int from,
            int n) {
        for (int k = 0; k < count; k++) {
            int left = aOff + k * aStep;
            int right = bOff + k * bStep;
            for (int i = from; i < n; i++) {
                y[yOff + i] += a[left + i] * b[right + i];
            }
        }
    }

    @Override
    public void addMultiples(
            float[] factors, int[] rows, int first, int count, float[] x, int xOff, float[] y, int yOff, int n) {
        addMultiples(factors, rows, first, count, x, xOff, y, yOff, 0, n);
    }

    /** The channels from {@code from} to before {@code n}. */
    protected static void addMultiples(
            float[] factors,
            int[] rows,
            int first,
            int count,
            float[] x,
            int xOff,
            float[] y,
            int yOff,
            int from,
            int n) {
        for (int k = first; k < first + count; k++) {
            float factor = factors[k];
            int at = rows[k] + xOff;
            for (int i = from; i < n; i++) {
                y[yOff + i] += factor * x[at + i];
            }
        }
    }

    @Override
    public void mix(float[] x, int xOff, int[][] places, float[][] weights, float[] y, int yOff, int n) {
        mix(x, xOff, places, weights, y, yOff, 0, n);
    }

    /** The elements from {@code from} to before {@code n}. */
    protected static void mix(
            float[] x, int xOff, int[][] places, float[][] weights, float[] y, int yOff, int from, int n) {
        for (int i = from; i < n; i++) {
            float sum = 0;
            for (int k = 0; k < places.length; k++) {
                sum += x[xOff + places[k][i]] * weights[k][i];
            }
            y[yOff + i] = sum;
        }
    }

    @Override
    public void fold(float[] x, int xOff, int times, float[] y, int yOff, int n) {
        for (int i = 0; i < n; i++) {
            float sum = 0;
            for (int j = 0; j < times; j++) {
                sum += x[xOff + i * times + j];
            }
            y[yOff + i] = sum;
        }
    }

    @Override
    public void clear(float[] x, int from, int to) {
        Arrays.fill(x, from, to, 0);
    }

    @Override
    public float[] newArray(int length) {
        return new float[length];
    }

    @Override
    public float[] elements(Tensor tensor, float[] scratch) {
        return tensor.floats();
    }
}
