package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;

/** Folds complex numbers along axes, in the order in which they lie. Computed in double precision. */
public abstract class ComplexReduction implements Kernel {
    /** By axis of the input: its size, and how far a step along it goes in the output, 0 if it is reduced. */
    private final int[] dims;

    private final int[] steps;
    private final int[] index;
    private final int inputs;
    private final double[] totals;
    private final double initial;

    private ComplexReduction(Signature signature, boolean[] reduced, double initial) {
        Shape shape = signature.input(0).shape();
        this.inputs = shape.size();
        this.dims = new int[shape.rank()];
        this.steps = new int[shape.rank()];
        this.index = new int[shape.rank()];
        int step = 1;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            dims[axis] = (int) shape.dim(axis);
            steps[axis] = reduced[axis] ? 0 : step;
            step *= reduced[axis] ? 1 : dims[axis];
        }
        this.totals = new double[2 * step];
        this.initial = initial;
    }

    /** The products along the axes that {@code reduced} marks. */
    static Kernel product(Signature signature, boolean[] reduced) {
        return new ComplexReduction(signature, reduced, 1) {
            @Override
            void fold(double[] total, int at, double real, double imaginary) {
                double a = total[at];
                double b = total[at + 1];
                total[at] = a * real - b * imaginary;
                total[at + 1] = a * imaginary + b * real;
            }
        };
    }

    /** The square roots of the sums of squared absolute values along the axes that {@code reduced} marks. */
    public static Kernel norm(Signature signature, boolean[] reduced) {
        return new ComplexReduction(signature, reduced, 0) {
            @Override
            void fold(double[] total, int at, double real, double imaginary) {
                total[at] += real * real + imaginary * imaginary;
            }

            @Override
            double finish(double real) {
                return Math.sqrt(real);
            }
        };
    }

    /** Takes a number into the total at {@code at} and {@code at + 1}. */
    abstract void fold(double[] total, int at, double real, double imaginary);

    /** What becomes of a total's real part in the end. */
    double finish(double real) {
        return real;
    }

    @Override
    public void run(KernelContext context) {
        Tensor x = context.input(0);
        for (int i = 0; i < totals.length; i++) {
            totals[i] = i % 2 == 0 ? initial : 0;
        }
        Arrays.fill(index, 0);
        int at = 0;
        for (int i = 0; i < inputs; i++) {
            fold(totals, 2 * at, Complexes.real(x, i), Complexes.imaginary(x, i));
            for (int axis = dims.length - 1; axis >= 0; axis--) {
                at += steps[axis];
                if (++index[axis] < dims[axis]) {
                    break;
                }
                at -= dims[axis] * steps[axis];
                index[axis] = 0;
            }
        }
        Tensor y = context.output(0);
        for (int i = 0; i < y.size(); i++) {
            Complexes.set(y, i, finish(totals[2 * i]), totals[2 * i + 1]);
        }
    }
}
