package org.headrace.ops.kernels;

import java.util.StringJoiner;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.Workers;

/** {@link CrossEntropyKernel} for labels that are the numbers of the true classes. */
public final class SparseCrossEntropyKernel implements Kernel {
    private final int rows;
    private final int classes;
    private final Workers workers;
    private final Workers.Piece work = this::piece;
    private final SoftmaxRows<?>[] crew;
    private final int[] classOf;

    private Object logits = new float[0];
    private Object loss = logits;
    private Object gradient = logits;

    /** The kernel for a matrix of logits, input 0, and a vector of labels, input 1. */
    public SparseCrossEntropyKernel(Signature signature) {
        Shape shape = signature.input(0).shape();
        this.rows = (int) shape.dim(0);
        this.classes = (int) shape.dim(1);
        this.workers = signature.workers();
        this.crew = SoftmaxRows.crew(signature, rows, classes);
        this.classOf = new int[rows];
    }

    @Override
    public void run(KernelContext context) {
        Tensor labels = context.input(1);
        for (int i = 0; i < rows; i++) {
            long label = labels.longAt(i);
            if (label < 0 || label >= classes) {
                throw outOfRange(context, labels, label);
            }
            classOf[i] = (int) label;
        }
        logits = context.input(0).array();
        loss = context.output(0).array();
        gradient = context.output(1).array();
        workers.run(SoftmaxRows.pieces(rows, classes), work);
    }

    private void piece(int piece, int worker) {
        int each = SoftmaxRows.rowsOfPiece(classes);
        int first = piece * each;
        take(crew[worker], first, Math.min(rows, first + each));
    }

    @SuppressWarnings("unchecked") // the dtype has this kind of array
    private <A> void take(SoftmaxRows<A> softmax, int first, int last) {
        A x = (A) logits;
        A y = (A) gradient;
        RowLoops<A> loops = softmax.loops;
        int most = SoftmaxRows.together(classes);
        for (int row = first; row < last; row += most) {
            int n = Math.min(most, last - row);
            softmax.take(x, row * classes, n, y, row * classes);
            loops.divide(y, row * classes, classes, n, softmax.sum);
            for (int r = 0; r < n; r++) {
                int label = (row + r) * classes + classOf[row + r];
                loops.set((A) loss, row + r, Math.log(softmax.sum[r]) - (loops.get(x, label) - softmax.max[r]));
                loops.set(y, label, loops.get(y, label) - 1);
            }
        }
    }

    private InvalidArgumentException outOfRange(KernelContext context, Tensor labels, long label) {
        StringJoiner all = new StringJoiner(" ");
        for (int i = 0; i < labels.size(); i++) {
            all.add(Long.toString(labels.longAt(i)));
        }
        return context.error(
                "Received a label value of %d which is outside the valid range of [0, %d).  Label values: %s",
                label, classes, all);
    }
}
