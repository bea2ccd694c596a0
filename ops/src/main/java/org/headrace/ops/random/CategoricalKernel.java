package org.headrace.ops.random;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.Workers;

/** Draws classes, a row of logits a piece: each sample is looked up in the running sums of the row's weights. */
final class CategoricalKernel implements Kernel, Workers.Piece {
    private static final int WORDS_PER_SAMPLE = 2;

    private final DrawingKernel.Reservation reservation;
    private final Workers workers;
    private final int rows;
    private final int classes;
    private final int samples;
    private final boolean wide;
    private final Philox start = new Philox(0, 0);
    private final Words[] words;
    private final double[][] sums;
    private Tensor logits = Tensor.of(0f);
    private Tensor out = Tensor.of(0f);

    CategoricalKernel(Signature signature, DrawingKernel.Reservation reservation) {
        this.reservation = reservation;
        this.workers = signature.workers();
        this.rows = (int) signature.output(0).shape().dim(0);
        this.samples = (int) signature.output(0).shape().dim(1);
        this.classes = (int) signature.input(0).shape().dim(1);
        this.wide = signature.output(0).dtype() == DType.INT64;
        this.words = new Words[workers.threads()];
        Arrays.setAll(words, worker -> new Words());
        this.sums = new double[workers.threads()][classes];
    }

    @Override
    public void run(KernelContext context) {
        logits = context.input(0);
        out = context.output(0);
        if (out.size() > 0) {
            int words = (samples + 3) / 4 * 4 * WORDS_PER_SAMPLE;
            reservation.reserve(context, Math.multiplyExact(rows, words), start);
            workers.run(rows, this);
        }
    }

    @Override
    public void run(int row, int worker) {
        double[] running = sums[worker];
        double total = sum(row * classes, running);
        Words stream = words[worker];
        stream.begin(start, (long) row * samples * WORDS_PER_SAMPLE);
        for (int i = row * samples; i < (row + 1) * samples; i++) {
            int drawn = firstAbove(running, stream.uniform() * total);
            if (wide) {
                out.longs()[i] = drawn;
            } else {
                out.ints()[i] = drawn;
            }
        }
    }

    private double sum(int from, double[] running) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
            double logit = logits.doubleAt(from + i);
            max = Double.isFinite(logit) ? Math.max(max, logit) : max;
        }
        double total = 0;
        for (int i = 0; i < classes; i++) {
            double logit = logits.doubleAt(from + i);
            total += Double.isFinite(logit) ? Math.exp(logit - max) : 0;
            running[i] = total;
        }
        return total;
    }

    /** How many of the rising sums are not above {@code target}. */
    private static int firstAbove(double[] sums, double target) {
        int from = 0;
        int to = sums.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sums[middle] > target) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }
}
