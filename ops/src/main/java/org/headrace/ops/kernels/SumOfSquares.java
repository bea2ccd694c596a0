package org.headrace.ops.kernels;

import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;

/** The sum of squares of all elements, computed in float64. */
public final class SumOfSquares {
    private SumOfSquares() {}

    /** The kernel that halves it. */
    public static Kernel half(Signature signature) {
        DType dtype = signature.input(0).dtype();
        if (dtype != DType.FLOAT32 && dtype != DType.FLOAT64) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": cast the input to float32");
        }
        int size = signature.input(0).shape().size();
        return context -> half(context, dtype, size);
    }

    private static void half(KernelContext context, DType dtype, int size) {
        Tensor x = context.input(0);
        if (dtype == DType.FLOAT64) {
            context.output(0).doubles()[0] = sum(x.doubles(), size) / 2;
        } else {
            context.output(0).floats()[0] = (float) (sum(x.floats(), size) / 2);
        }
    }

    // Two sums side by side: each addition waits for the one before it in its own sum only.

    private static double sum(float[] x, int size) {
        double even = 0;
        double odd = 0;
        for (int i = 0; i + 1 < size; i += 2) {
            even += (double) x[i] * x[i];
            odd += (double) x[i + 1] * x[i + 1];
        }
        return size % 2 == 0 ? even + odd : even + odd + (double) x[size - 1] * x[size - 1];
    }

    private static double sum(double[] x, int size) {
        double even = 0;
        double odd = 0;
        for (int i = 0; i + 1 < size; i += 2) {
            even += x[i] * x[i];
            odd += x[i + 1] * x[i + 1];
        }
        return size % 2 == 0 ? even + odd : even + odd + x[size - 1] * x[size - 1];
    }
}
