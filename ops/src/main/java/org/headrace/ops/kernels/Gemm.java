package org.headrace.ops.kernels;

import org.headrace.core.Workers;

/** Plans matrix products: made once for the sizes of their matrices, then run many times. Thread-safe. */
public interface Gemm {

    /** The code for blocks of products of float32 matrices of these sizes. */
    BlockProduct<float[]> floatBlocks(ProductSizes sizes);

    /** The code for blocks of products of float64 matrices of these sizes. */
    BlockProduct<double[]> doubleBlocks(ProductSizes sizes);

    /** Whether each bit of such a product is the same however {@code C} is cut into blocks, of several rows and 48 columns. */
    default boolean cutsFreely(ProductSizes sizes) {
        return false;
    }

    /** A product of float32 matrices whose work {@code workers} share; {@code finish} gets each element of {@code C} once. */
    default Product<float[]> floats(ProductSizes sizes, Workers workers, Product.Finish finish) {
        return PiecewiseProduct.floats(
                sizes, new int[] {sizes.k()}, cutsFreely(sizes), workers, finish, floatBlocks(sizes));
    }

    /** A product of float64 matrices whose work {@code workers} share; {@code finish} gets each element of {@code C} once. */
    default Product<double[]> doubles(ProductSizes sizes, Workers workers, Product.Finish finish) {
        return PiecewiseProduct.doubles(
                sizes, new int[] {sizes.k()}, cutsFreely(sizes), workers, finish, doubleBlocks(sizes));
    }

    /**
     * Whether a sum of products, of which {@code term} is one, has the bits of products that are added afterwards:
     * blocks of every shape that {@code C} may be cut into are then summed in one order, from 0, before they are added.
     */
    default boolean sums(ProductSizes term) {
        return false;
    }

    /**
     * A sum of products of float32 matrices for which {@link #sums} holds; {@code sizes.k()} is the sum of the terms' own
     * {@code depths}.
     */
    default Product.Sum<float[]> floatSum(ProductSizes sizes, int[] depths, Workers workers, Product.Finish finish) {
        return PiecewiseProduct.floats(sizes, depths, true, workers, finish, floatBlocks(sizes));
    }

    /**
     * A sum of products of float64 matrices for which {@link #sums} holds; {@code sizes.k()} is the sum of the terms' own
     * {@code depths}.
     */
    default Product.Sum<double[]> doubleSum(ProductSizes sizes, int[] depths, Workers workers, Product.Finish finish) {
        return PiecewiseProduct.doubles(sizes, depths, true, workers, finish, doubleBlocks(sizes));
    }
}
