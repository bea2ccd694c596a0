package org.headrace.ops.kernels;

import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;

/**
 * The cross entropy of rows of labels and softmax of logits, {@code sum(labels * -log(softmax))}, and its gradient as to the
 * logits, {@code softmax - labels}. A matrix of one row or column is repeated as often as the other needs.
 */
public final class CrossEntropyKernel implements Kernel {
    private final int rows;
    private final int classes;
    private final int[] rowStrides;
    private final int[] columnStrides;
    private final SoftmaxRow row;
    private final double[] labels;
    private final double[] loss = new double[1];

    /** The kernel for logits {@code input 0} and labels {@code input 1}, both matrices or what broadcasts to one. */
    public CrossEntropyKernel(Signature signature) {
        Shape shape = signature.output(1).shape();
        this.rows = (int) shape.dim(0);
        this.classes = (int) shape.dim(1);
        this.rowStrides = new int[2];
        this.columnStrides = new int[2];
        for (int i = 0; i < 2; i++) {
            Shape input = signature.input(i).shape();
            long columns = input.rank() == 0 ? 1 : input.dim(-1);
            columnStrides[i] = columns == 1 ? 0 : 1;
            rowStrides[i] = input.rank() < 2 || input.dim(0) == 1 ? 0 : (int) columns;
        }
        this.row = new SoftmaxRow(signature, classes);
        this.labels = new double[classes];
    }

    @Override
    public void run(KernelContext context) {
        for (int i = 0; i < rows; i++) {
            row.take(context.input(0), i * rowStrides[0], columnStrides[0]);
            SoftmaxRow.load(context.input(1), i * rowStrides[1], columnStrides[1], labels);
            double logOfSum = Math.log(row.sum);
            double total = 0;
            for (int j = 0; j < classes; j++) {
                // a class without weight counts nothing, however unlikely it is
                total += labels[j] == 0 ? 0 : labels[j] * (logOfSum - row.shifted[j]);
                row.exp[j] = row.exp[j] / row.sum - labels[j];
            }
            loss[0] = total;
            Doubles.store(loss, context.output(0), i, 1);
            Doubles.store(row.exp, context.output(1), i * classes, classes);
        }
    }
}
