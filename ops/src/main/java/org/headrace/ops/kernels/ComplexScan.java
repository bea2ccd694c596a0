package org.headrace.ops.kernels;

import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** Running sums or products of complex numbers along an axis, in double precision. */
final class ComplexScan implements Kernel {
    private final Fold fold;
    private final boolean exclusive;
    private final boolean reverse;
    private final int outer;
    private final int n;
    private final int inner;

    ComplexScan(Fold fold, boolean exclusive, boolean reverse, Shape shape, int axis) {
        this.fold = fold;
        this.exclusive = exclusive;
        this.reverse = reverse;
        this.outer = shape.slice(0, axis).size();
        this.n = (int) shape.dim(axis);
        this.inner = shape.slice(axis + 1, shape.rank()).size();
    }

    @Override
    public void run(KernelContext context) {
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                scan(context.input(0), context.output(0), o * n * inner + i);
            }
        }
    }

    private void scan(Tensor x, Tensor y, int from) {
        double re = fold == Fold.PROD ? 1 : 0;
        double im = 0;
        for (int i = 0; i < n; i++) {
            int at = from + (reverse ? n - 1 - i : i) * inner;
            double a = Complexes.real(x, at);
            double b = Complexes.imaginary(x, at);
            if (exclusive) {
                Complexes.set(y, at, re, im);
            }
            double real = fold == Fold.PROD ? re * a - im * b : re + a;
            im = fold == Fold.PROD ? re * b + im * a : im + b;
            re = real;
            if (!exclusive) {
                Complexes.set(y, at, re, im);
            }
        }
    }
}
