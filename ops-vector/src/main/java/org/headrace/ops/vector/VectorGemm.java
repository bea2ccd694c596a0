package org.headrace.ops.vector;

import java.util.function.Supplier;
import org.headrace.ops.kernels.BlockProduct;
import org.headrace.ops.kernels.DoublePanels;
import org.headrace.ops.kernels.FloatPanels;
import org.headrace.ops.kernels.Gemm;
import org.headrace.ops.kernels.ProductSizes;

/** Matrix products on the Vector API, whatever the machine's vector width. */
final class VectorGemm implements Gemm {

    // No Vector type here: this class must load where the module jdk.incubator.vector is missing.

    /** So few multiplications do not need any vectors; a program without others never loads their classes. */
    private static final int FEW = 128;

    /** A {@code C} of so many columns, as many as 512 bits hold, goes through tiles if it has several rows. */
    private static final int WIDE = 16;

    private final ThreadLocal<FloatProduct> floats;
    private final ThreadLocal<DoubleProduct> doubles;

    private VectorGemm(Supplier<FloatProduct> floats, Supplier<DoubleProduct> doubles) {
        this.floats = ThreadLocal.withInitial(floats);
        this.doubles = ThreadLocal.withInitial(doubles);
    }

    /** Plain code at first, until the vector code has warmed up. */
    static VectorGemm warmingUp() {
        return new VectorGemm(() -> new FloatProduct(Warm.FLOATS), () -> new DoubleProduct(Warm.DOUBLES));
    }

    /** Vector code from the first product. */
    static VectorGemm atOnce() {
        return new VectorGemm(
                () -> new FloatProduct(FloatProduct.Warmth.warm()),
                () -> new DoubleProduct(DoubleProduct.Warmth.warm()));
    }

    private static final class Warm {
        static final FloatProduct.Warmth FLOATS = FloatProduct.Warmth.warmingUp();
        static final DoubleProduct.Warmth DOUBLES = DoubleProduct.Warmth.warmingUp();
    }

    @Override
    public boolean cutsFreely(ProductSizes sizes) {
        return sizes.work() > FEW && sizes.m() > 1 && sizes.n() >= WIDE;
    }

    @Override
    public boolean sums(ProductSizes term) {
        return cutsFreely(term) && term.k() <= DoublePanels.DEPTH; // those of float are deeper
    }

    @Override
    public BlockProduct<float[]> floatBlocks(ProductSizes sizes) {
        boolean transA = sizes.transA();
        boolean transB = sizes.transB();
        boolean few = sizes.work() <= FEW;
        return (a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, rows, columns, depth, add) -> {
            if (few) {
                FloatPanels.multiplyFew(
                        a,
                        aAt,
                        transA ? 1 : aStride,
                        transA ? aStride : 1,
                        b,
                        bAt,
                        transB ? 1 : bStride,
                        transB ? bStride : 1,
                        c,
                        cAt,
                        cStride,
                        rows,
                        columns,
                        depth,
                        add);
            } else {
                floats.get()
                        .multiply(
                                transA, transB, a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, rows, columns, depth,
                                add);
            }
        };
    }

    @Override
    public BlockProduct<double[]> doubleBlocks(ProductSizes sizes) {
        boolean transA = sizes.transA();
        boolean transB = sizes.transB();
        boolean few = sizes.work() <= FEW;
        return (a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, rows, columns, depth, add) -> {
            if (few) {
                DoublePanels.multiplyFew(
                        a,
                        aAt,
                        transA ? 1 : aStride,
                        transA ? aStride : 1,
                        b,
                        bAt,
                        transB ? 1 : bStride,
                        transB ? bStride : 1,
                        c,
                        cAt,
                        cStride,
                        rows,
                        columns,
                        depth,
                        add);
            } else {
                doubles.get()
                        .multiply(
                                transA, transB, a, aAt, aStride, b, bAt, bStride, c, cAt, cStride, rows, columns, depth,
                                add);
            }
        };
    }
}
