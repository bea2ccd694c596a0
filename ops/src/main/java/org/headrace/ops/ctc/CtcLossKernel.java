package org.headrace.ops.ctc;

import java.util.Arrays;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/** Losses and gradients, a sequence a piece. It keeps room for the labels of the longest sequence that it has seen. */
final class CtcLossKernel implements Kernel, Workers.Piece {
    private final CTCLoss op;
    private final Workers workers;
    private final int times;
    private final int batch;
    private final int classes;
    private final CtcAlignment[] alignments;
    /** Where the labels of each sequence begin among all. */
    private final int[] starts;

    private @Nullable KernelContext context;

    CtcLossKernel(CTCLoss op, Signature signature) {
        this.op = op;
        this.workers = signature.workers();
        Shape shape = signature.input(0).shape();
        this.times = (int) shape.dim(0);
        this.batch = (int) shape.dim(1);
        this.classes = (int) shape.dim(2);
        if (times == 0 || classes == 0) {
            throw signature.error("inputs must not be empty, got shape %s", shape.toBrackets());
        }
        this.alignments = new CtcAlignment[workers.threads()];
        Arrays.setAll(alignments, worker -> new CtcAlignment(op, times, classes));
        this.starts = new int[batch + 1];
    }

    @Override
    public void run(KernelContext run) {
        findLabels(run);
        clear(run.output(1));
        context = run;
        workers.run(batch, this);
        context = null;
    }

    private void findLabels(KernelContext run) {
        long[] indices = run.input(1).longs();
        int count = run.input(2).size();
        int at = 0;
        for (int b = 0; b < batch; b++) {
            starts[b] = at;
            while (at < count && indices[2 * at] == b) {
                if (indices[2 * at + 1] < 0 || at > starts[b] && indices[2 * at + 1] <= indices[2 * at - 1]) {
                    throw run.error("labels_indices[%d] = [%d, %d] is out of order", at, b, indices[2 * at + 1]);
                }
                at++;
            }
        }
        starts[batch] = at;
        if (at < count) {
            throw run.error(
                    "labels_indices[%d] = [%d, %d]: the first must be from 0 to %d and must not fall",
                    at, indices[2 * at], indices[2 * at + 1], batch - 1);
        }
    }

    private static void clear(Tensor gradient) {
        if (gradient.array() instanceof float[] floats) {
            Arrays.fill(floats, 0, gradient.size(), 0);
        } else {
            Arrays.fill(gradient.doubles(), 0, gradient.size(), 0);
        }
    }

    @Override
    public void run(int b, int worker) {
        KernelContext run = context;
        if (run == null) {
            throw new IllegalStateException("a piece without a run");
        }
        int length = run.input(3).ints()[b];
        if (length < 0 || length > times) {
            throw run.error("sequence_length(%d) = %d must be from 0 to %d", b, length, times);
        }
        CtcAlignment alignment = alignments[worker];
        int labels = starts[b + 1] - starts[b];
        alignment.setLabels(run, b, run.input(2).ints(), starts[b], labels);
        if (labels > length && !op.ignoreLongerOutputsThanInputs()) {
            throw run.error(
                    "Not enough time for target transition sequence (required: %d, available: %d) %d: ignore"
                            + " such sequences by ignore_longer_outputs_than_inputs",
                    labels, length, b);
        }
        boolean counts = length > 0 && labels <= length;
        double loss = counts ? alignment.align(run.input(0), b * classes, batch * classes, length) : 0;
        if (run.output(0).array() instanceof float[] losses) {
            losses[b] = (float) loss;
        } else {
            run.output(0).doubles()[b] = loss;
        }
        if (counts) {
            alignment.gradient(run.output(1), b * classes, batch * classes);
        }
    }
}
