package org.headrace.ops.vector;

import org.headrace.core.Workers;
import org.headrace.ops.kernels.Gemm;
import org.headrace.ops.kernels.PiecewiseProduct;
import org.headrace.ops.kernels.Product;
import org.headrace.ops.kernels.ProductSizes;

/** Matrix products on the Vector API, whatever the machine's vector width. */
final class VectorGemm implements Gemm {

    // No Vector type here: this class must load where the module jdk.incubator.vector is missing.
    private final ThreadLocal<FloatProduct> floats;
    private final ThreadLocal<DoubleProduct> doubles;

    private VectorGemm(WarmUp warmFloats, WarmUp warmDoubles) {
        floats = ThreadLocal.withInitial(() -> new FloatProduct(warmFloats));
        doubles = ThreadLocal.withInitial(() -> new DoubleProduct(warmDoubles));
    }

    /** Plain code at first, until the vector code has warmed up. */
    static VectorGemm warmingUp() {
        return new VectorGemm(
                new WarmUp("products of float32", FloatProduct::rehearsals),
                new WarmUp("products of float64", DoubleProduct::rehearsals));
    }

    /** Vector code from the first product. */
    static VectorGemm atOnce() {
        return new VectorGemm(WarmUp.none(), WarmUp.none());
    }

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
