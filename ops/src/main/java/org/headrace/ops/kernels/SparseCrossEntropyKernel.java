package org.headrace.ops.kernels;

import java.util.StringJoiner;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;

/** {@link CrossEntropyKernel} for labels that are the numbers of the true classes. */
public final class SparseCrossEntropyKernel implements Kernel {
    private final int rows;
    private final int classes;
    private final SoftmaxRow row;
    private final double[] loss = new double[1];

    /** The kernel for a matrix of logits, input 0, and a vector of labels, input 1. */
    public SparseCrossEntropyKernel(Signature signature) {
        Shape shape = signature.input(0).shape();
        this.rows = (int) shape.dim(0);
        this.classes = (int) shape.dim(1);
        this.row = new SoftmaxRow(signature, classes);
    }

    @Override
    public void run(KernelContext context) {
        Tensor labels = context.input(1);
        for (int i = 0; i < rows; i++) {
            long label = labels.longAt(i);
            if (label < 0 || label >= classes) {
                throw outOfRange(context, labels, label);
            }
            row.take(context.input(0), i * classes, 1);
            loss[0] = Math.log(row.sum) - row.shifted[(int) label];
            for (int j = 0; j < classes; j++) {
                row.exp[j] /= row.sum;
            }
            row.exp[(int) label] -= 1;
            Doubles.store(loss, context.output(0), i, 1);
            Doubles.store(row.exp, context.output(1), i * classes, classes);
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
