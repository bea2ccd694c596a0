package org.headrace.ops.vector;

import org.headrace.ops.kernels.Gemm;

/**
 * The matrix product on the Vector API, whatever the machine's vector width. Thread-safe: each thread has its own packed
 * panels. The sums go over {@code k} in blocks of fixed size, so equal inputs give equal bits.
 */
public final class VectorGemm implements Gemm {

    // No Vector type here: this class must load where the module jdk.incubator.vector is missing.
    private final ThreadLocal<FloatGemm> floats = ThreadLocal.withInitial(FloatGemm::new);
    private final ThreadLocal<DoubleGemm> doubles = ThreadLocal.withInitial(DoubleGemm::new);

    @Override
    public void sgemm(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            float[] a,
            int aOff,
            float[] b,
            int bOff,
            float[] c,
            int cOff) {
        floats.get().multiply(transA, transB, m, n, k, a, aOff, b, bOff, c, cOff);
    }

    @Override
    public void dgemm(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            double[] a,
            int aOff,
            double[] b,
            int bOff,
            double[] c,
            int cOff) {
        doubles.get().multiply(transA, transB, m, n, k, a, aOff, b, bOff, c, cOff);
    }
}
