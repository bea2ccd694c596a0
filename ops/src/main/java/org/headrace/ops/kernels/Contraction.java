package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Tensor;

/** Sums of products of one or two tensors' elements, walked through by labels, some of which the output has. */
public final class Contraction implements Kernel {
    private final DType dtype;
    private final int[] dims;
    private final int kept;
    private final int[][] strides;
    private final int[] outputStrides;
    private final int[] position;
    /** Where the inputs' elements are, and the output's. */
    private final int[] at;

    private final int products;

    /**
     * @param dims how often each label goes on
     * @param kept how many labels, the first ones, the output has
     * @param strides by input and label, how far apart neighbours are
     * @param outputStrides the same of the output, 0 beyond {@code kept}
     */
    public Contraction(DType dtype, long[] dims, int kept, int[][] strides, int[] outputStrides) {
        this.dtype = dtype;
        this.dims = Arrays.stream(dims).mapToInt(Math::toIntExact).toArray();
        this.kept = kept;
        this.strides = strides.length == 2 ? strides : new int[][] {strides[0], new int[dims.length]};
        this.outputStrides = outputStrides;
        this.position = new int[dims.length];
        this.at = new int[3];
        this.products = strides.length;
    }

    @Override
    public void run(KernelContext context) {
        Tensor y = context.output(0);
        Elements.clear(y);
        Arrays.fill(position, 0);
        Arrays.fill(at, 0);
        for (int dim : dims) {
            if (dim == 0) {
                return;
            }
        }
        Tensor a = context.input(0);
        Tensor b = context.input(products - 1);
        do {
            switch (dtype) {
                case FLOAT32 -> y.floats()[at[2]] = (float) sum(a.floats(), b.floats());
                case FLOAT64 -> y.doubles()[at[2]] = sum(a.doubles(), b.doubles());
                default -> complexSum(a, b, y, 2 * at[2]);
            }
        } while (advance(0, kept));
    }

    /** Goes on to the next place along labels {@code first} to {@code end - 1}; false, and back at the first, after the last. */
    private boolean advance(int first, int end) {
        for (int label = end - 1; label >= first; label--) {
            step(label, 1);
            if (++position[label] < dims[label]) {
                return true;
            }
            step(label, -dims[label]);
            position[label] = 0;
        }
        return false;
    }

    private void step(int label, int times) {
        at[0] += strides[0][label] * times;
        at[1] += strides[1][label] * times;
        at[2] += outputStrides[label] * times;
    }

    private double sum(float[] a, float[] b) {
        double sum = 0;
        do {
            sum += products == 1 ? a[at[0]] : (double) a[at[0]] * b[at[1]];
        } while (advance(kept, dims.length));
        return sum;
    }

    private double sum(double[] a, double[] b) {
        double sum = 0;
        do {
            sum += products == 1 ? a[at[0]] : a[at[0]] * b[at[1]];
        } while (advance(kept, dims.length));
        return sum;
    }

    private void complexSum(Tensor a, Tensor b, Tensor y, int to) {
        double re = 0;
        double im = 0;
        do {
            double aRe = part(a, 2 * at[0]);
            double aIm = part(a, 2 * at[0] + 1);
            double bRe = products == 1 ? 1 : part(b, 2 * at[1]);
            double bIm = products == 1 ? 0 : part(b, 2 * at[1] + 1);
            re += aRe * bRe - aIm * bIm;
            im += aRe * bIm + aIm * bRe;
        } while (advance(kept, dims.length));
        if (dtype == DType.COMPLEX64) {
            y.floats()[to] = (float) re;
            y.floats()[to + 1] = (float) im;
        } else {
            y.doubles()[to] = re;
            y.doubles()[to + 1] = im;
        }
    }

    private double part(Tensor x, int i) {
        return dtype == DType.COMPLEX64 ? x.floats()[i] : x.doubles()[i];
    }
}
