package org.headrace.ops.kernels;

import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Workers;

/**
 * Products of complex matrices, by the real {@link Gemm}: a row of {@code A} is as it lies in memory a row of
 * {@code 2k} real numbers, and so is one of {@code C} of {@code 2n}; between them stands {@code B} with each element
 * {@code x + yi} as the matrix {@code [[x, y], [-y, x]]}.
 */
public final class ComplexMatrixProduct implements Kernel {
    private final boolean turnA;
    private final boolean turnB;
    private final boolean conjugate;
    private final int m;
    private final int n;
    private final int k;
    private final int[] aOffsets;
    private final int[] bOffsets;
    private final Product<?> product;
    private final boolean single;
    private final Object left;
    private final Object right;

    /**
     * The kernel for outputs {@code [..., m, n]}, matrix {@code i} of which is the product of those at {@code aOffsets[i]}
     * and {@code bOffsets[i]}, counted in complex numbers.
     *
     * @param turnA whether A's matrices are transposed, and conjugated too if {@code conjugate}; so {@code turnB}
     */
    public static Kernel of(
            Signature signature,
            boolean turnA,
            boolean turnB,
            boolean conjugate,
            int k,
            int[] aOffsets,
            int[] bOffsets) {
        return new ComplexMatrixProduct(signature, turnA, turnB, conjugate, k, aOffsets, bOffsets);
    }

    private ComplexMatrixProduct(
            Signature signature,
            boolean turnA,
            boolean turnB,
            boolean conjugate,
            int k,
            int[] aOffsets,
            int[] bOffsets) {
        this.turnA = turnA;
        this.turnB = turnB;
        this.conjugate = conjugate;
        this.m = (int) signature.output(0).shape().dim(-2);
        this.n = (int) signature.output(0).shape().dim(-1);
        this.k = k;
        this.aOffsets = aOffsets;
        this.bOffsets = bOffsets;
        this.single = signature.input(0).dtype() == DType.COMPLEX64;
        var sizes = new ProductSizes(false, false, m, 2 * n, 2 * k, false);
        Workers workers = signature.workers();
        int lefts = turnA ? 2 * m * k : 0;
        int rights = Math.multiplyExact(4 * k, n);
        if (single) {
            this.product = Kernels.gemm().floats(sizes, workers, Product.Finish.NONE);
            this.left = new float[lefts];
            this.right = new float[rights];
        } else {
            this.product = Kernels.gemm().doubles(sizes, workers, Product.Finish.NONE);
            this.left = new double[lefts];
            this.right = new double[rights];
        }
    }

    @Override
    @SuppressWarnings("unchecked") // made for arrays of this kind
    public void run(KernelContext context) {
        for (int i = 0; i < aOffsets.length; i++) {
            int aOff = 2 * aOffsets[i];
            int bOff = 2 * bOffsets[i];
            if (single) {
                float[] a = context.input(0).floats();
                if (turnA) {
                    turn(a, aOff, (float[]) left);
                }
                expand(context.input(1).floats(), bOff, (float[]) right);
                ((Product<float[]>) product)
                        .run(
                                turnA ? (float[]) left : a,
                                turnA ? 0 : aOff,
                                (float[]) right,
                                0,
                                context.output(0).floats(),
                                2 * i * m * n);
            } else {
                double[] a = context.input(0).doubles();
                if (turnA) {
                    turn(a, aOff, (double[]) left);
                }
                expand(context.input(1).doubles(), bOff, (double[]) right);
                ((Product<double[]>) product)
                        .run(
                                turnA ? (double[]) left : a,
                                turnA ? 0 : aOff,
                                (double[]) right,
                                0,
                                context.output(0).doubles(),
                                2 * i * m * n);
            }
        }
    }

    private void turn(float[] a, int aOff, float[] to) {
        for (int i = 0, t = 0; i < m; i++) {
            for (int p = 0; p < k; p++, t += 2) {
                int s = aOff + 2 * (p * m + i);
                to[t] = a[s];
                to[t + 1] = conjugate ? -a[s + 1] : a[s + 1];
            }
        }
    }

    private void turn(double[] a, int aOff, double[] to) {
        for (int i = 0, t = 0; i < m; i++) {
            for (int p = 0; p < k; p++, t += 2) {
                int s = aOff + 2 * (p * m + i);
                to[t] = a[s];
                to[t + 1] = conjugate ? -a[s + 1] : a[s + 1];
            }
        }
    }

    private void expand(float[] b, int bOff, float[] to) {
        for (int p = 0; p < k; p++) {
            int upper = 4 * p * n;
            int lower = upper + 2 * n;
            for (int j = 0; j < n; j++) {
                int s = bOff + 2 * (turnB ? j * k + p : p * n + j);
                float x = b[s];
                float y = turnB && conjugate ? -b[s + 1] : b[s + 1];
                to[upper + 2 * j] = x;
                to[upper + 2 * j + 1] = y;
                to[lower + 2 * j] = -y;
                to[lower + 2 * j + 1] = x;
            }
        }
    }

    private void expand(double[] b, int bOff, double[] to) {
        for (int p = 0; p < k; p++) {
            int upper = 4 * p * n;
            int lower = upper + 2 * n;
            for (int j = 0; j < n; j++) {
                int s = bOff + 2 * (turnB ? j * k + p : p * n + j);
                double x = b[s];
                double y = turnB && conjugate ? -b[s + 1] : b[s + 1];
                to[upper + 2 * j] = x;
                to[upper + 2 * j + 1] = y;
                to[lower + 2 * j] = -y;
                to[lower + 2 * j + 1] = x;
            }
        }
    }
}
