package org.headrace.ops.kernels;

import java.util.Arrays;

/**
 * Totals of floating-point values. Elements are combined in many lanes side by side, which vectors do, and the lanes in
 * pairs; what comes of a part joins the total in double: so the error does not grow with the count.
 *
 * @param <A> the kind of array
 */
abstract class RealTotals<A> implements Totals {
    /** How many elements are combined side by side. */
    static final int LANES = 256;
    /** So many lanes are left when single numbers take over from vectors. */
    static final int GROUP = 16;
    /** Below it, lanes do not pay. */
    private static final int SHORT = 64;

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
            int inLanes = m < SHORT ? 0 : m - m % GROUP;
            if (inLanes > 0) {
                total = fold.apply(total, chunk(i, inLanes));
            }
            if (inLanes < m) {
                total = fold.apply(total, few(i + inLanes, i + m));
            }
        }
        return total;
    }

    private double chunk(int from, int n) {
        int span = Math.min(LANES, Integer.highestOneBit(n - 1) * 2);
        fill(span);
        int i = 0;
        for (; i + 4 * LANES <= n; i += 4 * LANES) {
            loops.four(fold, lanes, x, from + i, LANES, LANES);
        }
        for (; i < n; i += LANES) {
            loops.one(fold, lanes, 0, x, from + i, Math.min(LANES, n - i));
        }
        for (int half = span / 2; half >= GROUP; half /= 2) {
            loops.one(fold, lanes, 0, lanes, half, half);
        }
        return ofGroup();
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
            loops.one(fold, lanes, 0, x, from + r * stride, n);
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

    /** The fold of the first {@link #GROUP} lanes. */
    abstract double ofGroup();

    /** The fold of elements {@code from} (inclusive) to {@code to} (exclusive), computed in double. */
    abstract double few(int from, int to);
}
