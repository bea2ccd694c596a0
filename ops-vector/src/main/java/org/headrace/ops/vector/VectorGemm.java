package org.headrace.ops.vector;

import org.headrace.core.Workers;
import org.headrace.ops.kernels.Gemm;
import org.headrace.ops.kernels.PiecewiseProduct;
import org.headrace.ops.kernels.Product;
import org.headrace.ops.kernels.ProductSizes;

/** Matrix products on the Vector API, whatever the machine's vector width. */
public final class VectorGemm implements Gemm {

    // No Vector type here: this class must load where the module jdk.incubator.vector is missing.

    @Override
    public Product<float[]> floats(ProductSizes sizes, Workers workers, Product.Finish finish) {
        return PiecewiseProduct.floats(sizes, workers, finish, () -> new FloatProduct(sizes.transA(), sizes.transB()));
    }

    @Override
    public Product<double[]> doubles(ProductSizes sizes, Workers workers, Product.Finish finish) {
        return PiecewiseProduct.doubles(
                sizes, workers, finish, () -> new DoubleProduct(sizes.transA(), sizes.transB()));
    }
}
