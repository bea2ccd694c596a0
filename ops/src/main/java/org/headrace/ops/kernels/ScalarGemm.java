package org.headrace.ops.kernels;

/** Matrix products in plain Java, which the JIT compiler vectorizes: there on every machine. */
public final class ScalarGemm implements Gemm {

    private final ThreadLocal<ScalarFloatProduct> floats = ThreadLocal.withInitial(ScalarFloatProduct::new);
    private final ThreadLocal<ScalarDoubleProduct> doubles = ThreadLocal.withInitial(ScalarDoubleProduct::new);

    /** For the scalar provider, and for tests of others. */
    public ScalarGemm() {}

    /** Blocks that are at least so large go through panels. */
    @Override
    public boolean cutsFreely(ProductSizes sizes) {
        return sizes.m() >= ScalarFloatProduct.FEW_ROWS && sizes.n() >= ScalarFloatProduct.FEW_COLUMNS;
    }

    @Override
    public boolean sums(ProductSizes term) {
        return cutsFreely(term) && term.k() <= DoublePanels.DEPTH; // those of float are deeper
    }

    @Override
    public BlockProduct<float[]> floatBlocks(ProductSizes sizes) {
        boolean transA = sizes.transA();
        boolean transB = sizes.transB();
        return (a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, rows, columns, depth, add) -> floats.get()
                .multiply(transA, transB, a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, rows, columns, depth, add);
    }

    @Override
    public BlockProduct<double[]> doubleBlocks(ProductSizes sizes) {
        boolean transA = sizes.transA();
        boolean transB = sizes.transB();
        return (a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, rows, columns, depth, add) -> doubles.get()
                .multiply(transA, transB, a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, rows, columns, depth, add);
    }
}
