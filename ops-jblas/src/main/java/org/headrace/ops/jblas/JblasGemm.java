package org.headrace.ops.jblas;

import java.util.Arrays;
import java.util.Optional;
import org.headrace.ops.kernels.Gemm;
import org.jblas.NativeBlas;
import org.jblas.util.Logger;

/** The matrix product of the BLAS library that jblas brings along. {@link #probe} says whether it runs on this machine. */
public final class JblasGemm implements Gemm {

    /**
     * What came of the attempt to load the library.
     *
     * @param gemm the working product, or empty
     * @param failure why there is none and what to do about it, or empty
     */
    public record Probe(Optional<JblasGemm> gemm, Optional<String> failure) {}

    private JblasGemm() {}

    /** Loads the library and multiplies two numbers by it; never throws. */
    public static Probe probe() {
        try {
            // jblas prints to the console what it unpacks and, as the JVM ends, what it deletes.
            Logger.getLogger().setLevel(Logger.ERROR + 1);
            var gemm = new JblasGemm();
            float[] product = new float[1];
            gemm.sgemm(false, false, 1, 1, 1, new float[] {2}, 0, new float[] {3}, 0, product, 0);
            return product[0] == 6
                    ? new Probe(Optional.of(gemm), Optional.empty())
                    : failed("it multiplied 2 by 3 to " + product[0]);
        } catch (LinkageError e) {
            return failed(e.toString());
        }
    }

    private static Probe failed(String reason) {
        return new Probe(
                Optional.empty(),
                Optional.of("jblas cannot load its BLAS library: " + reason
                        + ". On Debian and Ubuntu, install the package libgfortran5 (apt install libgfortran5)"));
    }

    // BLAS stores columns one after another, so it takes our rows for columns and computes C' = op(B)' op(A)'.

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
        if (m == 0 || n == 0 || k == 0) {
            Arrays.fill(c, cOff, cOff + m * n, 0);
            return;
        }
        NativeBlas.sgemm(
                letter(transB),
                letter(transA),
                n,
                m,
                k,
                1,
                b,
                bOff,
                transB ? k : n,
                a,
                aOff,
                transA ? m : k,
                0,
                c,
                cOff,
                n);
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
        if (m == 0 || n == 0 || k == 0) {
            Arrays.fill(c, cOff, cOff + m * n, 0);
            return;
        }
        NativeBlas.dgemm(
                letter(transB),
                letter(transA),
                n,
                m,
                k,
                1,
                b,
                bOff,
                transB ? k : n,
                a,
                aOff,
                transA ? m : k,
                0,
                c,
                cOff,
                n);
    }

    private static char letter(boolean transposed) {
        return transposed ? 'T' : 'N';
    }
}
