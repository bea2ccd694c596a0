package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.Tensor;

/**
 * Totals of float64 values. Long sums go in pieces: a piece is summed in lanes that C2 turns into vectors, so that the error
 * grows slowly with the count, and the same values give the same bits.
 */
final class DoubleTotals implements Totals {
    /** How many sums run side by side. */
    private static final int LANES = 256;
    /** So many elements go into one lane, or rows into one column, before the subtotal joins the total. */
    private static final int DEPTH = 64;
    /** Below it, lanes do not pay. */
    private static final int SHORT = 4 * LANES;
    /** Columns that are taken together; their subtotals stay in the nearest cache. */
    private static final int WIDTH = 2048;

    private final Fold fold;
    private final double[] totals;
    private final double[] lanes = new double[WIDTH];
    private double[] x = {};

    DoubleTotals(Fold fold, int size) {
        this.fold = fold;
        this.totals = new double[size];
    }

    @Override
    public void start(Tensor input) {
        x = input.doubles();
        Arrays.fill(totals, fold.identity());
    }

    @Override
    public void row(int from, int n, int o) {
        int end = from + n;
        int i = from;
        while (end - i >= SHORT) {
            int steps = Math.min((end - i) / LANES, DEPTH);
            Arrays.fill(lanes, 0, LANES, fold.identity());
            for (int step = 0; step < steps; step++, i += LANES) {
                combine(i, LANES);
            }
            totals[o] = fold.apply(totals[o], ofLanes());
        }
        totals[o] = fold.apply(totals[o], ofFew(i, end));
    }

    @Override
    public void columns(int from, int rows, int width, int o) {
        for (int first = 0; first < width; first += WIDTH) {
            int w = Math.min(WIDTH, width - first);
            for (int row = 0; row < rows; row += DEPTH) {
                Arrays.fill(lanes, 0, w, fold.identity());
                int end = Math.min(row + DEPTH, rows);
                for (int r = row; r < end; r++) {
                    combine(from + r * width + first, w);
                }
                for (int j = 0; j < w; j++) {
                    totals[o + first + j] = fold.apply(totals[o + first + j], lanes[j]);
                }
            }
        }
    }

    @Override
    public void finish(Tensor output, long count) {
        double[] y = output.doubles();
        double divisor = fold == Fold.MEAN ? count : 1;
        for (int i = 0; i < totals.length; i++) {
            y[i] = totals[i] / divisor;
        }
    }

    /** Lane {@code j} takes element {@code from + j}. */
    private void combine(int from, int n) {
        double[] a = lanes;
        double[] b = x;
        switch (fold) {
            case SUM, MEAN -> {
                for (int j = 0; j < n; j++) {
                    a[j] += b[from + j];
                }
            }
            case PROD -> {
                for (int j = 0; j < n; j++) {
                    a[j] *= b[from + j];
                }
            }
            case MAX -> {
                for (int j = 0; j < n; j++) {
                    a[j] = Math.max(a[j], b[from + j]);
                }
            }
            case MIN -> {
                for (int j = 0; j < n; j++) {
                    a[j] = Math.min(a[j], b[from + j]);
                }
            }
        }
    }

    private double ofLanes() {
        double total = fold.identity();
        for (int j = 0; j < LANES; j++) {
            total = fold.apply(total, lanes[j]);
        }
        return total;
    }

    private double ofFew(int from, int to) {
        double total = fold.identity();
        switch (fold) {
            case SUM, MEAN -> {
                double other = 0;
                int i = from;
                for (; i + 1 < to; i += 2) {
                    total += x[i];
                    other += x[i + 1];
                }
                total = (i < to ? total + x[i] : total) + other;
            }
            case PROD -> {
                for (int i = from; i < to; i++) {
                    total *= x[i];
                }
            }
            case MAX -> {
                for (int i = from; i < to; i++) {
                    total = Math.max(total, x[i]);
                }
            }
            case MIN -> {
                for (int i = from; i < to; i++) {
                    total = Math.min(total, x[i]);
                }
            }
        }
        return total;
    }
}
