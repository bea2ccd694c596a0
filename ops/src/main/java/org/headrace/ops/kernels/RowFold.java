package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.OpContext;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;

/** Folds rows of one tensor into rows of another, row by row, in the order of the calls. */
public final class RowFold {
    private final Fold fold;
    private final DType dtype;
    private final int width;
    private final long[] row;
    private final long[] total;

    /** For rows of {@code width} elements; complex ones can be added and multiplied. */
    public RowFold(OpContext in, Fold fold, DType dtype, int width) {
        boolean real = dtype == DType.FLOAT32 || dtype == DType.FLOAT64 || dtype.isInteger() && dtype != DType.UINT64;
        if (!real && !(dtype.isComplex() && (fold == Fold.SUM || fold == Fold.PROD))) {
            throw new UnimplementedException(in.op(), "has no kernel for " + dtype + ": cast the input to float32");
        }
        this.fold = fold;
        this.dtype = dtype;
        this.width = width;
        this.row = new long[dtype.isInteger() ? width : 0];
        this.total = new long[dtype.isInteger() ? width : 0];
    }

    /**
     * Row {@code to} of {@code y} becomes what folding begins with: 0, 1, or the finite number that is beyond all others.
     */
    public void begin(Tensor y, int to) {
        fill(
                y,
                to,
                switch (fold) {
                    case SUM, MEAN -> 0;
                    case PROD -> 1;
                    case MAX -> lowest();
                    case MIN -> -lowest();
                });
    }

    private double lowest() {
        return dtype == DType.FLOAT32 ? -Float.MAX_VALUE : -Double.MAX_VALUE;
    }

    /** Row {@code to} of {@code y} becomes this number; an integer beyond its dtype's range the nearest one in it. */
    public void fill(Tensor y, int to, double value) {
        int from = to * width;
        switch (dtype) {
            case FLOAT32 -> Arrays.fill(y.floats(), from, from + width, (float) value);
            case FLOAT64 -> Arrays.fill(y.doubles(), from, from + width, value);
            case COMPLEX64 -> {
                for (int i = from; i < from + width; i++) {
                    y.floats()[2 * i] = (float) value;
                    y.floats()[2 * i + 1] = 0;
                }
            }
            case COMPLEX128 -> {
                for (int i = from; i < from + width; i++) {
                    y.doubles()[2 * i] = value;
                    y.doubles()[2 * i + 1] = 0;
                }
            }
            default -> {
                long whole = Math.max(Longs.lowest(dtype), Math.min(Longs.highest(dtype), (long) value));
                Arrays.fill(total, whole);
                Longs.store(total, y, from, width);
            }
        }
    }

    /** Folds row {@code from} of {@code x} into row {@code to} of {@code y}. A NaN is not the greatest nor the least. */
    public void apply(Tensor x, int from, Tensor y, int to) {
        int i = from * width;
        int o = to * width;
        switch (dtype) {
            case FLOAT32 -> floats(x.floats(), i, y.floats(), o);
            case FLOAT64 -> doubles(x.doubles(), i, y.doubles(), o);
            case COMPLEX64 -> complex(x.floats(), 2 * i, y.floats(), 2 * o);
            case COMPLEX128 -> complex(x.doubles(), 2 * i, y.doubles(), 2 * o);
            default -> {
                Longs.load(x, i, row, width);
                Longs.load(y, o, total, width);
                for (int j = 0; j < width; j++) {
                    total[j] = fold.apply(total[j], row[j]);
                }
                Longs.store(total, y, o, width);
            }
        }
    }

    private void floats(float[] a, int i, float[] b, int o) {
        switch (fold) {
            case SUM, MEAN -> {
                for (int j = 0; j < width; j++) {
                    b[o + j] += a[i + j];
                }
            }
            case PROD -> {
                for (int j = 0; j < width; j++) {
                    b[o + j] *= a[i + j];
                }
            }
            case MAX -> {
                for (int j = 0; j < width; j++) {
                    b[o + j] = b[o + j] < a[i + j] ? a[i + j] : b[o + j];
                }
            }
            case MIN -> {
                for (int j = 0; j < width; j++) {
                    b[o + j] = a[i + j] < b[o + j] ? a[i + j] : b[o + j];
                }
            }
        }
    }

    private void doubles(double[] a, int i, double[] b, int o) {
        switch (fold) {
            case SUM, MEAN -> {
                for (int j = 0; j < width; j++) {
                    b[o + j] += a[i + j];
                }
            }
            case PROD -> {
                for (int j = 0; j < width; j++) {
                    b[o + j] *= a[i + j];
                }
            }
            case MAX -> {
                for (int j = 0; j < width; j++) {
                    b[o + j] = b[o + j] < a[i + j] ? a[i + j] : b[o + j];
                }
            }
            case MIN -> {
                for (int j = 0; j < width; j++) {
                    b[o + j] = a[i + j] < b[o + j] ? a[i + j] : b[o + j];
                }
            }
        }
    }

    private void complex(float[] a, int i, float[] b, int o) {
        for (int j = 0; j < 2 * width; j += 2) {
            float re = b[o + j];
            float im = b[o + j + 1];
            boolean sum = fold == Fold.SUM;
            b[o + j] = sum ? re + a[i + j] : re * a[i + j] - im * a[i + j + 1];
            b[o + j + 1] = sum ? im + a[i + j + 1] : re * a[i + j + 1] + im * a[i + j];
        }
    }

    private void complex(double[] a, int i, double[] b, int o) {
        for (int j = 0; j < 2 * width; j += 2) {
            double re = b[o + j];
            double im = b[o + j + 1];
            boolean sum = fold == Fold.SUM;
            b[o + j] = sum ? re + a[i + j] : re * a[i + j] - im * a[i + j + 1];
            b[o + j + 1] = sum ? im + a[i + j + 1] : re * a[i + j + 1] + im * a[i + j];
        }
    }

    /** Adds {@code scale} times row {@code from} of {@code x}, floating, to row {@code to} of {@code y}. */
    public void addScaled(Tensor x, int from, double scale, Tensor y, int to) {
        int i = from * width;
        int o = to * width;
        if (dtype == DType.FLOAT32) {
            float[] a = x.floats();
            float[] b = y.floats();
            float s = (float) scale;
            for (int j = 0; j < width; j++) {
                b[o + j] += a[i + j] * s;
            }
        } else {
            double[] a = x.doubles();
            double[] b = y.doubles();
            for (int j = 0; j < width; j++) {
                b[o + j] += a[i + j] * scale;
            }
        }
    }

    /** Divides row {@code at} of {@code y}; integers toward zero, by a whole divisor. */
    public void divide(Tensor y, int at, double divisor) {
        int o = at * width;
        switch (dtype) {
            case FLOAT32 -> {
                float[] b = y.floats();
                for (int j = 0; j < width; j++) {
                    b[o + j] /= (float) divisor;
                }
            }
            case FLOAT64 -> {
                double[] b = y.doubles();
                for (int j = 0; j < width; j++) {
                    b[o + j] /= divisor;
                }
            }
            default -> {
                Longs.load(y, o, total, width);
                for (int j = 0; j < width; j++) {
                    total[j] /= (long) divisor;
                }
                Longs.store(total, y, o, width);
            }
        }
    }

    /** Copies row {@code from} of {@code x} to row {@code to} of {@code y}. */
    public void copy(Tensor x, int from, Tensor y, int to) {
        int n = width * dtype.width();
        Elements.copy(x.array(), from * n, y.array(), to * n, n);
    }
}
