package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;

/** Multiplies complex numbers along axes, in the order in which they lie. Computed in double precision. */
final class ComplexProduct implements Kernel {
    /** By axis of the input: its size, and how far a step along it goes in the output, 0 if it is reduced. */
    private final int[] dims;

    private final int[] steps;
    private final int[] index;
    private final int inputs;
    private final double[] products;

    ComplexProduct(Signature signature, boolean[] reduced) {
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
        this.products = new double[2 * step];
    }

    @Override
    public void run(KernelContext context) {
        Tensor x = context.input(0);
        for (int i = 0; i < products.length; i++) {
            products[i] = i % 2 == 0 ? 1 : 0;
        }
        Arrays.fill(index, 0);
        int at = 0;
        for (int i = 0; i < inputs; i++) {
            double real = Complexes.real(x, i);
            double imaginary = Complexes.imaginary(x, i);
            double a = products[2 * at];
            double b = products[2 * at + 1];
            products[2 * at] = a * real - b * imaginary;
            products[2 * at + 1] = a * imaginary + b * real;
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
            Complexes.set(y, i, products[2 * i], products[2 * i + 1]);
        }
    }
}
