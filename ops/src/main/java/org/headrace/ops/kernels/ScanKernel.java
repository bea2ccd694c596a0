package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;

/**
 * Running sums or products along an axis, computed in 64 bits: floating ones are rounded once, integers cut off as two's
 * complement does.
 *
 * <p>Elements are taken in groups of {@code width}: a row across the axis where that is the last one, else a step.
 */
public final class ScanKernel implements Kernel {
    private final Fold fold;
    private final boolean exclusive;
    private final boolean reverse;
    private final boolean floating;
    private final int outer;
    private final int n;
    private final int inner;
    private final double[] doubles;
    private final double[] doubleTotals;
    private final long[] longs;
    private final long[] longTotals;

    /** The kernel for input 0 along {@code axis}, by {@link Fold#SUM} or {@link Fold#PROD}. */
    public static Kernel of(Fold fold, boolean exclusive, boolean reverse, Signature signature, int axis) {
        return signature.input(0).dtype().isComplex()
                ? new ComplexScan(fold, exclusive, reverse, signature.input(0).shape(), axis)
                : RecastKernel.ofHalves(signature, wide -> make(fold, exclusive, reverse, wide, axis));
    }

    private static Kernel make(Fold fold, boolean exclusive, boolean reverse, Signature signature, int axis) {
        DType dtype = signature.input(0).dtype();
        boolean floating = dtype == DType.FLOAT32 || dtype == DType.FLOAT64;
        if (!floating && !dtype.isInteger()) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": cast the input to float32");
        }
        return new ScanKernel(
                fold, exclusive, reverse, floating, signature.input(0).shape(), axis);
    }

    private ScanKernel(Fold fold, boolean exclusive, boolean reverse, boolean floating, Shape shape, int axis) {
        this.fold = fold;
        this.exclusive = exclusive;
        this.reverse = reverse;
        this.floating = floating;
        this.outer = shape.slice(0, axis).size();
        this.n = (int) shape.dim(axis);
        this.inner = shape.slice(axis + 1, shape.rank()).size();
        int width = inner == 1 ? n : inner;
        this.doubles = new double[floating ? width : 0];
        this.doubleTotals = new double[floating ? inner : 0];
        this.longs = new long[floating ? 0 : width];
        this.longTotals = new long[floating ? 0 : inner];
    }

    @Override
    public void run(KernelContext context) {
        Tensor x = context.input(0);
        Tensor y = context.output(0);
        for (int o = 0; o < outer; o++) {
            Arrays.fill(doubleTotals, fold.identity());
            Arrays.fill(longTotals, (long) fold.identity());
            int from = o * n * inner;
            if (inner == 1) {
                row(x, y, from);
            } else {
                for (int i = 0; i < n; i++) {
                    step(x, y, from + (reverse ? n - 1 - i : i) * inner);
                }
            }
        }
    }

    /** The axis is the last: all of its elements at once. */
    private void row(Tensor x, Tensor y, int from) {
        if (floating) {
            Doubles.load(x, from, doubles, n);
            for (int i = 0; i < n; i++) {
                take(doubles, reverse ? n - 1 - i : i, 0);
            }
            Doubles.store(doubles, y, from, n);
        } else {
            Longs.load(x, from, longs, n);
            for (int i = 0; i < n; i++) {
                take(longs, reverse ? n - 1 - i : i, 0);
            }
            Longs.store(longs, y, from, n);
        }
    }

    /** One element of the axis: neighbouring elements belong to different totals. */
    private void step(Tensor x, Tensor y, int from) {
        if (floating) {
            Doubles.load(x, from, doubles, inner);
            for (int j = 0; j < inner; j++) {
                take(doubles, j, j);
            }
            Doubles.store(doubles, y, from, inner);
        } else {
            Longs.load(x, from, longs, inner);
            for (int j = 0; j < inner; j++) {
                take(longs, j, j);
            }
            Longs.store(longs, y, from, inner);
        }
    }

    /** Element {@code i} goes into {@code total}, and what the total was before or is now takes its place. */
    private void take(double[] values, int i, int total) {
        double before = doubleTotals[total];
        doubleTotals[total] = fold.apply(before, values[i]);
        values[i] = exclusive ? before : doubleTotals[total];
    }

    private void take(long[] values, int i, int total) {
        long before = longTotals[total];
        longTotals[total] = fold.apply(before, values[i]);
        values[i] = exclusive ? before : longTotals[total];
    }
}
