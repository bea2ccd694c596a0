package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.Tensor;

/** {@link MaxLoops} over integers as wide as long. Their sums wrap as those of their own dtype. */
final class LongChannels implements MaxLoops<long[]> {
    private final DType dtype;
    private final long least;

    LongChannels(DType dtype) {
        this.dtype = dtype;
        this.least = Longs.lowest(dtype);
    }

    private long wrapped(long sum) {
        return switch (dtype) {
            case INT8 -> (byte) sum;
            case UINT8 -> sum & 0xFF;
            case INT16 -> (short) sum;
            case UINT16 -> sum & 0xFFFF;
            case INT32 -> (int) sum;
            default -> sum;
        };
    }

    @Override
    public void max(long[] x, Window w, long[] y, int yOff, int n) {
        Arrays.fill(y, yOff, yOff + n, least);
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
    public void argMax(long[] x, Window w, long[] y, int yOff, long[] index, int base, int n) {
        for (int i = 0; i < n; i++) {
            int greatest = greatest(x, w, i);
            y[yOff + i] = x[greatest];
            index[yOff + i] = (long) greatest - base;
        }
    }

    @Override
    public void addToMax(long[] x, Window w, long[] dy, int dyOff, long[] dx, int n) {
        for (int i = 0; i < n; i++) {
            dx[greatest(x, w, i)] += dy[dyOff + i];
        }
    }

    @Override
    public void atMax(long[] x, Window w, long[] values, long[] y, int yOff, int n) {
        for (int i = 0; i < n; i++) {
            y[yOff + i] = values[greatest(x, w, i)];
        }
    }

    private static int greatest(long[] x, Window w, int channel) {
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
    public void addAt(long[] dy, long[] index, long[] dx, int n) {
        for (int i = 0; i < n; i++) {
            dx[(int) index[i]] += dy[i];
        }
    }

    @Override
    public void maxSum(long[] x, Window w, long[] filter, long[] y, int yOff, int n) {
        Arrays.fill(y, yOff, yOff + n, least);
        for (int r = 0; r < w.rows; r++) {
            for (int c = 0; c < w.columns; c++) {
                int at = w.at + r * w.rowStep + c * w.columnStep;
                int place = w.place + r * w.placeStep + c * n;
                for (int i = 0; i < n; i++) {
                    long sum = wrapped(x[at + i] + filter[place + i]);
                    y[yOff + i] = y[yOff + i] < sum ? sum : y[yOff + i];
                }
            }
        }
    }

    @Override
    public void addToMaxSum(long[] x, Window w, long[] filter, long[] dy, int dyOff, long[] dx, int n) {
        for (int i = 0; i < n; i++) {
            int best = greatestSum(x, w, filter, i, n);
            int at = best < 0 ? w.corner : w.at + best / w.columns * w.rowStep + best % w.columns * w.columnStep;
            if (at >= 0) {
                dx[at + i] += dy[dyOff + i];
            }
        }
    }

    @Override
    public void addToMaxPlace(long[] x, Window w, long[] filter, long[] dy, int dyOff, long[] df, int n) {
        for (int i = 0; i < n; i++) {
            int best = greatestSum(x, w, filter, i, n);
            int at = best < 0 ? 0 : w.place + best / w.columns * w.placeStep + best % w.columns * n;
            df[at + i] += dy[dyOff + i];
        }
    }

    /** The number of the pixel in the window, or -1 if none is greater than the least number. */
    private int greatestSum(long[] x, Window w, long[] filter, int channel, int n) {
        long greatest = least;
        int best = -1;
        for (int r = 0; r < w.rows; r++) {
            int at = w.at + channel + r * w.rowStep;
            int place = w.place + channel + r * w.placeStep;
            for (int c = 0; c < w.columns; c++) {
                long sum = wrapped(x[at + c * w.columnStep] + filter[place + c * n]);
                if (sum > greatest) {
                    greatest = sum;
                    best = r * w.columns + c;
                }
            }
        }
        return best;
    }

    @Override
    public void clear(long[] x, int from, int to) {
        Arrays.fill(x, from, to, 0);
    }

    @Override
    public long[] newArray(int length) {
        return new long[length];
    }

    @Override
    public boolean copies() {
        return true;
    }

    @Override
    public long[] elements(Tensor tensor, long[] scratch) {
        Longs.load(tensor, 0, scratch, tensor.size());
        return scratch;
    }

    @Override
    public void store(long[] elements, Tensor tensor) {
        Longs.store(elements, tensor, 0, tensor.size());
    }
}
