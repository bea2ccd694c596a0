package org.headrace.core.internal;

import java.util.List;
import org.headrace.core.RowKernel;
import org.headrace.core.Workers;

/** Steps that compute rows from rows: each thread goes through all of them with a band of rows of its own. */
final class Bands extends Turn implements Workers.Piece {
    /** Fewer rows are no band: matrix products of few rows wait for the second matrix. Tests want bands of fewer. */
    private static final int LEAST_ROWS = Integer.getInteger("headrace.rows", 8);

    private static final int STEP = Math.min(LEAST_ROWS, RowKernel.STEP);

    private final Step[] steps;
    private final RowKernel[] kernels;
    private final Workers workers;
    private final int rows;
    private final int bands;

    /** Of kernels that have as many rows each. */
    Bands(List<Step> steps, List<RowKernel> kernels, Workers workers) {
        this.steps = steps.toArray(new Step[0]);
        this.kernels = kernels.toArray(new RowKernel[0]);
        this.workers = workers;
        this.rows = kernels.get(0).rows();
        this.bands = count(rows, workers.threads());
    }

    /** Into how many bands so many rows are cut. */
    static int count(int rows, int threads) {
        return Math.max(1, Math.min(threads, rows / LEAST_ROWS));
    }

    @Override
    Step[][] steps() {
        return new Step[][] {steps};
    }

    @Override
    String mark(int lane) {
        return "= ";
    }

    @Override
    void run() {
        try {
            start();
            workers.run(bands, this);
        } finally {
            for (RowKernel kernel : kernels) {
                kernel.end();
            }
        }
    }

    private void start() {
        int at = 0;
        try {
            for (; at < steps.length; at++) {
                kernels[at].start(steps[at]);
            }
        } catch (RuntimeException | OutOfMemoryError thrown) {
            throw explained(steps[at], thrown);
        }
    }

    @Override
    public void run(int band, int worker) {
        int from = first(band);
        int to = first(band + 1);
        int at = 0;
        try {
            for (; at < steps.length; at++) {
                kernels[at].rows(from, to, worker);
            }
        } catch (RuntimeException | OutOfMemoryError thrown) {
            throw explained(steps[at], thrown);
        }
    }

    private int first(int band) {
        return band == bands ? rows : (int) ((long) rows * band / bands) / STEP * STEP;
    }
}
