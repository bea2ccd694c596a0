package org.headrace.ops.kernels;

import java.util.Arrays;

/**
 * Totals of floating-point values. Elements are combined in lanes side by side, and the lanes in pairs; what comes
 * of a part joins the total in double: so the error does not grow with the count.
 *
 * @param <A> the kind of array
 */
abstract class RealTotals<A> implements Totals {

    final Fold fold;
    final double[] totals;
    private final FoldLoops<A> loops;
    final A lanes;
    A x;

    RealTotals(Fold fold, double[] totals, FoldLoops<A> loops, A lanes) {
        this.fold = fold;
        this.totals = totals;
        this.loops = loops;
        this.lanes = lanes;
        this.x = lanes;
    }

    @Override
    @SuppressWarnings("unchecked") // the dtype has this kind of array
    public void source(Object values) {
        x = (A) values;
    }

    @Override
    public void clear(int at, int n) {
        Arrays.fill(totals, at, at + n, fold.identity());
    }

    @Override
    public void rows(int from, int n, int rows, int at) {
        for (int r = 0; r < rows; r++) {
            totals[at + r] = row(totals[at + r], from + r * n, n);
        }
    }

    private double row(double start, int from, int n) {
        double total = start;
        for (int i = from; i < from + n; i += CHUNK) {
            int m = Math.min(CHUNK, from + n - i);
            int inLanes = m < FoldLoops.LANES ? 0 : m - m % FoldLoops.GROUP;
            if (inLanes > 0) {
                loops.lanes(fold, x, i, inLanes, lanes);
                total = fold.apply(total, ofGroup());
            }
            if (inLanes < m) {
                total = fold.apply(total, few(i + inLanes, i + m));
            }
        }
        return total;
    }

    @Override
    public void beginColumns(int n) {
        fill(n);
    }

    @Override
    public void columns(int from, int stride, int rows, int n) {
        int r = 0;
        for (; r + 4 <= rows; r += 4) {
            loops.four(fold, lanes, x, from + r * stride, stride, n);
        }
        for (; r < rows; r++) {
            loops.one(fold, lanes, x, from + r * stride, n);
        }
    }

    @Override
    public void merge(int from, int at, int n) {
        for (int i = 0; i < n; i++) {
            totals[at + i] = fold.apply(totals[at + i], totals[from + i]);
        }
    }

    /** Makes the first {@code n} lanes the fold's identity. */
    abstract void fill(int n);

    /** The fold of the first {@link FoldLoops#GROUP} lanes. */
    abstract double ofGroup();

    /** The fold of elements {@code from} (inclusive) to {@code to} (exclusive), computed in double. */
    abstract double few(int from, int to);
}
