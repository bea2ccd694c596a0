package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;

/**
 * Matrix products, one or a batch of them: floating-point ones by the {@link Gemm} in use, integer ones by plain loops,
 * modulo two to the power of their width.
 */
public final class MatrixProduct implements Kernel {
    private final DType dtype;
    private final boolean transposeA;
    private final boolean transposeB;
    private final int m;
    private final int n;
    private final int k;
    private final int[] aOffsets;
    private final int[] bOffsets;

    /**
     * The kernel for outputs {@code [..., m, n]}, matrix {@code i} of which is the product of those at {@code aOffsets[i]}
     * and {@code bOffsets[i]}.
     */
    public static Kernel of(
            Signature signature, boolean transposeA, boolean transposeB, int k, int[] aOffsets, int[] bOffsets) {
        DType dtype = signature.input(0).dtype();
        switch (dtype) {
            case FLOAT32, FLOAT64, INT32, INT64 -> {}
            default ->
                throw new UnimplementedException(
                        signature.op(), "has no kernel for " + dtype + ": cast the inputs to float32");
        }
        int m = (int) signature.output(0).shape().dim(-2);
        int n = (int) signature.output(0).shape().dim(-1);
        boolean oneB = !transposeA && Arrays.stream(bOffsets).allMatch(offset -> offset == 0);
        if (oneB && bOffsets.length > 1 && isDense(aOffsets, m * k)) {
            return new MatrixProduct(dtype, false, transposeB, m * bOffsets.length, n, k, new int[1], new int[1]);
        }
        return new MatrixProduct(dtype, transposeA, transposeB, m, n, k, aOffsets, bOffsets);
    }

    /** Whether matrices of this size lie one after another, so that they are one tall matrix. */
    private static boolean isDense(int[] offsets, int size) {
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] != i * size) {
                return false;
            }
        }
        return true;
    }

    private MatrixProduct(
            DType dtype, boolean transposeA, boolean transposeB, int m, int n, int k, int[] aOffsets, int[] bOffsets) {
        this.dtype = dtype;
        this.transposeA = transposeA;
        this.transposeB = transposeB;
        this.m = m;
        this.n = n;
        this.k = k;
        this.aOffsets = aOffsets;
        this.bOffsets = bOffsets;
    }

    @Override
    public void run(KernelContext context) {
        Tensor a = context.input(0);
        Tensor b = context.input(1);
        Tensor c = context.output(0);
        for (int i = 0; i < aOffsets.length; i++) {
            int at = i * m * n;
            switch (dtype) {
                case FLOAT32 ->
                    Kernels.gemm()
                            .sgemm(
                                    transposeA,
                                    transposeB,
                                    m,
                                    n,
                                    k,
                                    a.floats(),
                                    aOffsets[i],
                                    b.floats(),
                                    bOffsets[i],
                                    c.floats(),
                                    at);
                case FLOAT64 ->
                    Kernels.gemm()
                            .dgemm(
                                    transposeA,
                                    transposeB,
                                    m,
                                    n,
                                    k,
                                    a.doubles(),
                                    aOffsets[i],
                                    b.doubles(),
                                    bOffsets[i],
                                    c.doubles(),
                                    at);
                case INT32 -> ints(a.ints(), aOffsets[i], b.ints(), bOffsets[i], c.ints(), at);
                default -> longs(a.longs(), aOffsets[i], b.longs(), bOffsets[i], c.longs(), at);
            }
        }
    }

    private void ints(int[] a, int aOff, int[] b, int bOff, int[] c, int cOff) {
        Arrays.fill(c, cOff, cOff + m * n, 0);
        for (int i = 0; i < m; i++) {
            int row = cOff + i * n;
            for (int p = 0; p < k; p++) {
                int factor = a[aOff + (transposeA ? p * m + i : i * k + p)];
                for (int j = 0; j < n; j++) {
                    c[row + j] += factor * b[bOff + (transposeB ? j * k + p : p * n + j)];
                }
            }
        }
    }

    private void longs(long[] a, int aOff, long[] b, int bOff, long[] c, int cOff) {
        Arrays.fill(c, cOff, cOff + m * n, 0);
        for (int i = 0; i < m; i++) {
            int row = cOff + i * n;
            for (int p = 0; p < k; p++) {
                long factor = a[aOff + (transposeA ? p * m + i : i * k + p)];
                for (int j = 0; j < n; j++) {
                    c[row + j] += factor * b[bOff + (transposeB ? j * k + p : p * n + j)];
                }
            }
        }
    }
}
