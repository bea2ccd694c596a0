package org.headrace.ops.kernels;

import org.headrace.core.Workers;

/** Plans matrix products: made once for the sizes of their matrices, then run many times. Thread-safe. */
public interface Gemm {

    /** A product of float32 matrices whose work {@code workers} share; {@code finish} gets each element of {@code C} once. */
    Product<float[]> floats(ProductSizes sizes, Workers workers, Product.Finish finish);

    /** A product of float64 matrices whose work {@code workers} share; {@code finish} gets each element of {@code C} once. */
    Product<double[]> doubles(ProductSizes sizes, Workers workers, Product.Finish finish);
}
