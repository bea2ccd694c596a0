package org.headrace.ops.kernels;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.OpContext;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.jspecify.annotations.Nullable;

/**
 * Folds rows of one tensor into rows of another, row by row, in the order of the calls: some of their columns, so that several
 * can share the work.
 */
public final class RowFold {
    private final Fold fold;
    private final DType dtype;
    private final int width;
    private final int first;
    private final int columns;
    private final Primitives.@Nullable Binary<float[]> floats;
    private final Primitives.@Nullable Binary<double[]> doubles;
    private final long[] row;
    private final long[] total;

    /** For these columns of rows of {@code width} elements; complex ones can be added and multiplied. */
    RowFold(OpContext in, Fold fold, DType dtype, int width, Columns part) {
        boolean real = dtype == DType.FLOAT32 || dtype == DType.FLOAT64 || dtype.isInteger() && dtype != DType.UINT64;
        if (!real && !(dtype.isComplex() && (fold == Fold.SUM || fold == Fold.PROD))) {
            throw new UnimplementedException(in.op(), "has no kernel for " + dtype + ": cast the input to float32");
        }
        this.fold = fold;
        this.dtype = dtype;
        this.width = width;
        this.first = part.from();
        this.columns = part.count();
        BinaryPrimitive step =
                switch (fold) {
                    case SUM, MEAN -> BinaryPrimitive.ADD;
                    case PROD -> BinaryPrimitive.MUL;
                    case MAX -> BinaryPrimitive.MAX;
                    case MIN -> BinaryPrimitive.MIN;
                };
        this.floats = dtype == DType.FLOAT32 ? Kernels.provider().floats().binary(step) : null;
        this.doubles = dtype == DType.FLOAT64 ? Kernels.provider().doubles().binary(step) : null;
        this.row = new long[dtype.isInteger() ? columns : 0];
        this.total = new long[dtype.isInteger() ? columns : 0];
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
        int from = to * width + first;
        switch (dtype) {
            case FLOAT32 -> Arrays.fill(y.floats(), from, from + columns, (float) value);
            case FLOAT64 -> Arrays.fill(y.doubles(), from, from + columns, value);
            case COMPLEX64 -> {
                for (int i = from; i < from + columns; i++) {
                    y.floats()[2 * i] = (float) value;
                    y.floats()[2 * i + 1] = 0;
                }
            }
            case COMPLEX128 -> {
                for (int i = from; i < from + columns; i++) {
                    y.doubles()[2 * i] = value;
                    y.doubles()[2 * i + 1] = 0;
                }
            }
            default -> {
                long whole = Math.max(Longs.lowest(dtype), Math.min(Longs.highest(dtype), (long) value));
                Arrays.fill(total, whole);
                Longs.store(total, y, from, columns);
            }
        }
    }

    /** Folds row {@code from} of {@code x} into row {@code to} of {@code y}. A NaN is not the greatest nor the least. */
    public void apply(Tensor x, int from, Tensor y, int to) {
        int i = from * width + first;
        int o = to * width + first;
        switch (dtype) {
            case FLOAT32 -> requireNonNull(floats).apply(y.floats(), o, x.floats(), i, y.floats(), o, columns);
            case FLOAT64 -> requireNonNull(doubles).apply(y.doubles(), o, x.doubles(), i, y.doubles(), o, columns);
            case COMPLEX64 -> complex(x.floats(), 2 * i, y.floats(), 2 * o);
            case COMPLEX128 -> complex(x.doubles(), 2 * i, y.doubles(), 2 * o);
            default -> {
                Longs.load(x, i, row, columns);
                Longs.load(y, o, total, columns);
                for (int j = 0; j < columns; j++) {
                    total[j] = fold.apply(total[j], row[j]);
                }
                Longs.store(total, y, o, columns);
            }
        }
    }

    private void complex(float[] a, int i, float[] b, int o) {
        for (int j = 0; j < 2 * columns; j += 2) {
            float re = b[o + j];
            float im = b[o + j + 1];
            boolean sum = fold == Fold.SUM;
            b[o + j] = sum ? re + a[i + j] : re * a[i + j] - im * a[i + j + 1];
            b[o + j + 1] = sum ? im + a[i + j + 1] : re * a[i + j + 1] + im * a[i + j];
        }
    }

    private void complex(double[] a, int i, double[] b, int o) {
        for (int j = 0; j < 2 * columns; j += 2) {
            double re = b[o + j];
            double im = b[o + j + 1];
            boolean sum = fold == Fold.SUM;
            b[o + j] = sum ? re + a[i + j] : re * a[i + j] - im * a[i + j + 1];
            b[o + j + 1] = sum ? im + a[i + j + 1] : re * a[i + j + 1] + im * a[i + j];
        }
    }

    /** Adds {@code scale} times row {@code from} of {@code x}, floating, to row {@code to} of {@code y}. */
    public void addScaled(Tensor x, int from, double scale, Tensor y, int to) {
        int i = from * width + first;
        int o = to * width + first;
        if (dtype == DType.FLOAT32) {
            float[] a = x.floats();
            float[] b = y.floats();
            float s = (float) scale;
            for (int j = 0; j < columns; j++) {
                b[o + j] += a[i + j] * s;
            }
        } else {
            double[] a = x.doubles();
            double[] b = y.doubles();
            for (int j = 0; j < columns; j++) {
                b[o + j] += a[i + j] * scale;
            }
        }
    }

    /** Divides row {@code at} of {@code y}; integers toward zero, by a whole divisor. */
    public void divide(Tensor y, int at, double divisor) {
        int o = at * width + first;
        switch (dtype) {
            case FLOAT32 -> {
                float[] b = y.floats();
                for (int j = 0; j < columns; j++) {
                    b[o + j] /= (float) divisor;
                }
            }
            case FLOAT64 -> {
                double[] b = y.doubles();
                for (int j = 0; j < columns; j++) {
                    b[o + j] /= divisor;
                }
            }
            default -> {
                Longs.load(y, o, total, columns);
                for (int j = 0; j < columns; j++) {
                    total[j] /= (long) divisor;
                }
                Longs.store(total, y, o, columns);
            }
        }
    }

    /** Copies row {@code from} of {@code x} to row {@code to} of {@code y}. */
    public void copy(Tensor x, int from, Tensor y, int to) {
        int n = dtype.width();
        Elements.copy(x.array(), (from * width + first) * n, y.array(), (to * width + first) * n, columns * n);
    }
}
