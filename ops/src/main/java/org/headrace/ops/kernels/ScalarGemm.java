package org.headrace.ops.kernels;

/**
 * The matrix product in plain Java, which the JIT compiler vectorizes: there on every machine. Thread-safe: each thread
 * has its own packed panels. The order of summation is fixed, so equal inputs give equal bits.
 */
public final class ScalarGemm implements Gemm {

    private final ThreadLocal<ScalarFloatGemm> floats = ThreadLocal.withInitial(ScalarFloatGemm::new);
    private final ThreadLocal<ScalarDoubleGemm> doubles = ThreadLocal.withInitial(ScalarDoubleGemm::new);

    /** A product with no panels packed yet. */
    public ScalarGemm() {}

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
