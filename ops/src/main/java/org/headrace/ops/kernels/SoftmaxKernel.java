package org.headrace.ops.kernels;

import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Workers;

/** Softmax along the last axis, or its logarithm. */
public final class SoftmaxKernel implements Kernel {
    private final boolean logarithm;
    private final int rows;
    private final int classes;
    private final Workers workers;
    private final Workers.Piece work = this::piece;
    private final Worker<?>[] crew;

    private Object logits = new float[0];
    private Object output = logits;

    /** What one worker keeps: for the logarithm, {@code exp(x - max)} of some rows. */
    private record Worker<A>(SoftmaxRows<A> softmax, A scratch) {
        static <A> Worker<A> of(SoftmaxRows<A> softmax, int size) {
            return new Worker<>(softmax, softmax.loops.array(size));
        }
    }

    /** The kernel for input 0. */
    public SoftmaxKernel(boolean logarithm, Signature signature) {
        Shape shape = signature.input(0).shape();
        this.logarithm = logarithm;
        this.rows = SoftmaxRows.rows(shape);
        this.classes = (int) shape.dim(-1);
        this.workers = signature.workers();
        int scratch = logarithm ? SoftmaxRows.together(classes) * classes : 0;
        SoftmaxRows<?>[] softmaxes = SoftmaxRows.crew(signature, rows, classes);
        this.crew = new Worker<?>[softmaxes.length];
        for (int i = 0; i < crew.length; i++) {
            crew[i] = Worker.of(softmaxes[i], scratch);
        }
    }

    @Override
    public void run(KernelContext context) {
        logits = context.input(0).array();
        output = context.output(0).array();
        workers.run(SoftmaxRows.pieces(rows, classes), work);
    }

    private void piece(int piece, int worker) {
        int each = SoftmaxRows.rowsOfPiece(classes);
        int first = piece * each;
        take(crew[worker], first, Math.min(rows, first + each));
    }

    @SuppressWarnings("unchecked") // the dtype has this kind of array
    private <A> void take(Worker<A> worker, int first, int last) {
        A x = (A) logits;
        A y = (A) output;
        int most = SoftmaxRows.together(classes);
        for (int row = first; row < last; row += most) {
            int together = Math.min(most, last - row);
            if (logarithm) {
                logarithms(worker, x, y, row, together);
            } else {
                softmaxes(worker.softmax, x, y, row, together);
            }
        }
    }

    private <A> void softmaxes(SoftmaxRows<A> softmax, A x, A y, int row, int n) {
        softmax.take(x, row * classes, n, y, row * classes);
        softmax.loops.divide(y, row * classes, classes, n, softmax.sum);
    }

    private <A> void logarithms(Worker<A> worker, A x, A y, int row, int n) {
        SoftmaxRows<A> softmax = worker.softmax;
        softmax.take(x, row * classes, n, worker.scratch, 0);
        for (int r = 0; r < n; r++) {
            int at = (row + r) * classes;
            softmax.loops.minusTwice(x, at, softmax.max[r], Math.log(softmax.sum[r]), y, at, classes);
        }
    }
}
