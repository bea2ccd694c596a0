package org.headrace.ops.vector;

import org.headrace.core.Workers;
import org.headrace.ops.kernels.Gemm;
import org.headrace.ops.kernels.PiecewiseProduct;
import org.headrace.ops.kernels.Product;
import org.headrace.ops.kernels.ProductSizes;

/** Matrix products on the Vector API, whatever the machine's vector width. */
public final class VectorGemm implements Gemm {

    // No Vector type here: this class must load where the module jdk.incubator.vector is missing.
    private final ThreadLocal<FloatProduct> floats = ThreadLocal.withInitial(FloatProduct::new);
    private final ThreadLocal<DoubleProduct> doubles = ThreadLocal.withInitial(DoubleProduct::new);

    @Override
    public Product<float[]> floats(ProductSizes sizes, Workers workers, Product.Finish finish) {
        boolean transA = sizes.transA();
        boolean transB = sizes.transB();
        return PiecewiseProduct.floats(
                sizes,
                workers,
                finish,
                (a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, rows, columns, depth, add) -> floats.get()
                        .multiply(
                                transA, transB, a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, rows, columns, depth,
                                add));
    }

    @Override
    public Product<double[]> doubles(ProductSizes sizes, Workers workers, Product.Finish finish) {
        boolean transA = sizes.transA();
        boolean transB = sizes.transB();
        return PiecewiseProduct.doubles(
                sizes,
                workers,
                finish,
                (a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, rows, columns, depth, add) -> doubles.get()
                        .multiply(
                                transA, transB, a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, rows, columns, depth,
                                add));
    }
}
