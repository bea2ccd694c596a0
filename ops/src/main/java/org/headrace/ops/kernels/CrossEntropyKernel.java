package org.headrace.ops.kernels;

import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Workers;

/**
 * The cross entropy of rows of labels and softmax of logits, {@code sum(labels * -log(softmax))}, and its gradient as to the
 * logits, {@code softmax - labels}. A matrix of one row or column is repeated as often as the other needs.
 */
public final class CrossEntropyKernel implements Kernel {
    private final int rows;
    private final int classes;
    private final Repeated logits;
    private final Repeated labels;
    private final Workers workers;
    private final Workers.Piece work = this::piece;
    private final Worker<?>[] crew;

    private Object loss = new float[0];
    private Object gradient = loss;

    /** One of the two matrices; {@code values} is this run's. */
    private static final class Repeated {
        final int rowStride;
        final int columnStride;
        final boolean whole;
        Object values = new float[0];

        Repeated(Shape shape, Shape output) {
            long columns = shape.rank() == 0 ? 1 : shape.dim(-1);
            this.columnStride = columns == 1 ? 0 : 1;
            this.rowStride = shape.rank() < 2 || shape.dim(0) == 1 ? 0 : (int) columns;
            this.whole = shape.elements() == output.elements();
        }
    }

    /** What one worker keeps: repeated logits and labels of some rows. */
    private record Worker<A>(SoftmaxRows<A> softmax, A logits, A labels) {
        static <A> Worker<A> of(SoftmaxRows<A> softmax, int logits, int labels) {
            return new Worker<>(softmax, softmax.loops.array(logits), softmax.loops.array(labels));
        }
    }

    /** The kernel for logits {@code input 0} and labels {@code input 1}, both matrices or what broadcasts to one. */
    public CrossEntropyKernel(Signature signature) {
        Shape shape = signature.output(1).shape();
        this.rows = (int) shape.dim(0);
        this.classes = (int) shape.dim(1);
        this.logits = new Repeated(signature.input(0).shape(), shape);
        this.labels = new Repeated(signature.input(1).shape(), shape);
        this.workers = signature.workers();
        int scratch = SoftmaxRows.together(classes) * classes;
        SoftmaxRows<?>[] softmaxes = SoftmaxRows.crew(signature, rows, classes);
        this.crew = new Worker<?>[softmaxes.length];
        for (int i = 0; i < crew.length; i++) {
            crew[i] = Worker.of(softmaxes[i], logits.whole ? 0 : scratch, labels.whole ? 0 : scratch);
        }
    }

    @Override
    public void run(KernelContext context) {
        logits.values = context.input(0).array();
        labels.values = context.input(1).array();
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
    private <A> void take(Worker<A> worker, int first, int last) {
        A y = (A) gradient;
        int most = SoftmaxRows.together(classes);
        for (int row = first; row < last; row += most) {
            int n = Math.min(most, last - row);
            A x = rows(worker, logits, worker.logits, row, n);
            A weights = rows(worker, labels, worker.labels, row, n);
            int xAt = logits.whole ? row * classes : 0;
            int weightsAt = labels.whole ? row * classes : 0;
            worker.softmax.take(x, xAt, n, y, row * classes);
            for (int r = 0; r < n; r++) {
                row(worker.softmax, r, x, xAt + r * classes, weights, weightsAt + r * classes, y, row + r);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private <A> void row(SoftmaxRows<A> softmax, int r, A x, int xAt, A weights, int weightsAt, A y, int row) {
        double logOfSum = Math.log(softmax.sum[r]);
        double total = softmax.loops.entropy(weights, weightsAt, x, xAt, logOfSum, softmax.max[r], classes);
        softmax.loops.set((A) loss, row, total);
        softmax.loops.scaleAndSubtract(y, row * classes, 1 / softmax.sum[r], weights, weightsAt, classes);
    }

    /** The array in which {@code n} rows lie, at their place in the matrix if it is whole, else from the beginning on. */
    @SuppressWarnings("unchecked")
    private <A> A rows(Worker<A> worker, Repeated matrix, A scratch, int row, int n) {
        A values = (A) matrix.values;
        if (matrix.whole) {
            return values;
        }
        for (int r = 0; r < n; r++) {
            worker.softmax.loops.spread(
                    values, (row + r) * matrix.rowStride, matrix.columnStride, scratch, r * classes, classes);
        }
        return scratch;
    }
}
