package org.headrace.ops.kernels;

import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;

/** Softmax along the last axis, or its logarithm. */
public final class SoftmaxKernel implements Kernel {
    private final boolean logarithm;
    private final int rows;
    private final int classes;
    private final SoftmaxRow row;

    /** The kernel for input 0. */
    public SoftmaxKernel(boolean logarithm, Signature signature) {
        Shape shape = signature.input(0).shape();
        this.logarithm = logarithm;
        this.rows = shape.slice(0, shape.rank() - 1).size();
        this.classes = (int) shape.dim(-1);
        this.row = new SoftmaxRow(signature, classes);
    }

    @Override
    public void run(KernelContext context) {
        for (int i = 0; i < rows; i++) {
            row.take(context.input(0), i * classes, 1);
            double[] y = logarithm ? row.shifted : row.exp;
            double logOfSum = Math.log(row.sum);
            for (int j = 0; j < classes; j++) {
                y[j] = logarithm ? y[j] - logOfSum : y[j] / row.sum;
            }
            Doubles.store(y, context.output(0), i * classes, classes);
        }
    }
}
