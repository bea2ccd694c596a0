package org.headrace.ops.jblas;

import java.util.Optional;
import org.headrace.ops.kernels.BlockProduct;
import org.headrace.ops.kernels.Gemm;
import org.headrace.ops.kernels.ProductSizes;
import org.jblas.NativeBlas;
import org.jblas.util.Logger;

/** The matrix products of the BLAS library that jblas brings along. {@link #probe} says whether it runs on this machine. */
public final class JblasGemm implements Gemm {

    /**
     * What came of the attempt to load the library.
     *
     * @param gemm the working products, or empty
     * @param failure why there are none and what to do about it, or empty
     */
    public record Probe(Optional<JblasGemm> gemm, Optional<String> failure) {}

    private JblasGemm() {}

    /** Loads the library and multiplies two numbers by it; never throws. */
    public static Probe probe() {
        try {
            // jblas prints to the console what it unpacks and, as the JVM ends, what it deletes.
            Logger.getLogger().setLevel(Logger.ERROR + 1);
            float[] product = new float[1];
            NativeBlas.sgemm('N', 'N', 1, 1, 1, 1, new float[] {2}, 0, 1, new float[] {3}, 0, 1, 0, product, 0, 1);
            return product[0] == 6
                    ? new Probe(Optional.of(new JblasGemm()), Optional.empty())
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
    public BlockProduct<float[]> floatBlocks(ProductSizes sizes) {
        char transA = letter(sizes.transA());
        char transB = letter(sizes.transB());
        return (a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, rows, columns, depth, add) -> NativeBlas.sgemm(
                transB,
                transA,
                columns,
                rows,
                depth,
                1,
                b,
                bAt,
                bStride,
                a,
                aAt,
                aStride,
                add ? 1 : 0,
                c,
                cAt,
                cStride);
    }

    @Override
    public BlockProduct<double[]> doubleBlocks(ProductSizes sizes) {
        char transA = letter(sizes.transA());
        char transB = letter(sizes.transB());
        return (a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, rows, columns, depth, add) -> NativeBlas.dgemm(
                transB,
                transA,
                columns,
                rows,
                depth,
                1,
                b,
                bAt,
                bStride,
                a,
                aAt,
                aStride,
                add ? 1 : 0,
                c,
                cAt,
                cStride);
    }

    private static char letter(boolean transposed) {
        return transposed ? 'T' : 'N';
    }
}
