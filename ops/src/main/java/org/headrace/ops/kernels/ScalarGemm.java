package org.headrace.ops.kernels;

import org.headrace.core.Workers;

/** Matrix products in plain Java, which the JIT compiler vectorizes: there on every machine. */
public final class ScalarGemm implements Gemm {

    /** For the scalar provider, and for tests of others. */
    public ScalarGemm() {}

    @Override
    public Product<float[]> floats(ProductSizes sizes, Workers workers, Product.Finish finish) {
        return PiecewiseProduct.floats(
                sizes, workers, finish, () -> new ScalarFloatProduct(sizes.transA(), sizes.transB()));
    }

    @Override
    public Product<double[]> doubles(ProductSizes sizes, Workers workers, Product.Finish finish) {
        return PiecewiseProduct.doubles(
                sizes, workers, finish, () -> new ScalarDoubleProduct(sizes.transA(), sizes.transB()));
    }
}
