package org.headrace.ops.kernels;

import java.util.function.DoubleBinaryOperator;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.Workers;

/** Element-wise functions of complex numbers; large tensors are shared among the workers. */
public final class ComplexKernel implements Kernel {
    /** A piece of work has so many elements. */
    private static final int PIECE = 1 << 14;

    private final Workers workers;
    private final Workers.Piece piece = this::piece;
    private final int size;
    private final Loop loop;
    private Object from = new double[0];
    private Object to = new double[0];

    /** Elements {@code begin} to before {@code end}. */
    @FunctionalInterface
    private interface Loop {
        void run(Object from, Object to, int begin, int end);
    }

    /** The kernel of a function that gives a real number. */
    public static Kernel toReal(Signature signature, DoubleBinaryOperator function) {
        boolean single = signature.input(0).dtype() == DType.COMPLEX64;
        return new ComplexKernel(
                signature,
                single
                        ? (from, to, begin, end) -> toReal(function, (float[]) from, (float[]) to, begin, end)
                        : (from, to, begin, end) -> toReal(function, (double[]) from, (double[]) to, begin, end));
    }

    /** The kernel that gives the conjugates. */
    public static Kernel conjugate(Signature signature) {
        boolean single = signature.input(0).dtype() == DType.COMPLEX64;
        return new ComplexKernel(
                signature,
                single
                        ? (from, to, begin, end) -> conjugate((float[]) from, (float[]) to, begin, end)
                        : (from, to, begin, end) -> conjugate((double[]) from, (double[]) to, begin, end));
    }

    private ComplexKernel(Signature signature, Loop loop) {
        this.workers = signature.workers();
        this.size = signature.output(0).shape().size();
        this.loop = loop;
    }

    @Override
    public void run(KernelContext context) {
        Tensor output = context.output(0);
        from = context.input(0).array();
        to = output.array();
        workers.run((size + PIECE - 1) / PIECE, piece);
    }

    private void piece(int index, int worker) {
        loop.run(from, to, index * PIECE, Math.min(size, (index + 1) * PIECE));
    }

    private static void toReal(DoubleBinaryOperator function, float[] x, float[] y, int begin, int end) {
        for (int i = begin; i < end; i++) {
            y[i] = (float) function.applyAsDouble(x[2 * i], x[2 * i + 1]);
        }
    }

    private static void toReal(DoubleBinaryOperator function, double[] x, double[] y, int begin, int end) {
        for (int i = begin; i < end; i++) {
            y[i] = function.applyAsDouble(x[2 * i], x[2 * i + 1]);
        }
    }

    private static void conjugate(float[] x, float[] y, int begin, int end) {
        for (int i = 2 * begin; i < 2 * end; i += 2) {
            y[i] = x[i];
            y[i + 1] = -x[i + 1];
        }
    }

    private static void conjugate(double[] x, double[] y, int begin, int end) {
        for (int i = 2 * begin; i < 2 * end; i += 2) {
            y[i] = x[i];
            y[i + 1] = -x[i + 1];
        }
    }
}
