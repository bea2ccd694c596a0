package org.headrace.ops.kernels;

import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;

/** The sum of squares of all elements, computed in float64. */
public final class SumOfSquares {
    private static final int CHUNK = 4096;

    private SumOfSquares() {}

    /** The kernel that halves it. */
    public static Kernel half(Signature signature) {
        DType dtype = signature.input(0).dtype();
        if (dtype != DType.FLOAT32 && dtype != DType.FLOAT64) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": cast the input to float32");
        }
        Totals total = new DoubleTotals(Fold.SUM, 1);
        double[] chunk = new double[CHUNK];
        double[] sum = new double[1];
        Tensor squares = Tensor.of(chunk);
        return context -> half(context, total, chunk, sum);
    }

    private static void half(KernelContext context, Totals total, double[] chunk, double[] sum) {}
}
