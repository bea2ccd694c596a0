package org.headrace.ops.kernels;

import java.util.Arrays;
import java.util.Objects;
import org.headrace.core.KernelContext;
import org.jspecify.annotations.Nullable;

/**
 * A product of matrices, or a sum of several, that computes some rows of {@code C} at a time: those of {@code A} with all of
 * {@code B}.
 *
 * @param <A> the arrays that matrices lie in
 */
final class RowProduct<A> {
    private final ProductSizes sizes;
    private final int[] depths;
    private final BlockProduct<A> block;
    private final Product.Finish finish;
    private final Class<A> type;

    // The matrices of this run: for each term A and B.
    private final @Nullable A[] factors;
    private @Nullable A c;

    @SuppressWarnings("unchecked")
    RowProduct(ProductSizes sizes, int[] depths, BlockProduct<A> block, Product.Finish finish, Class<A> type) {
        this.sizes = sizes;
        this.depths = depths;
        this.block = block;
        this.finish = finish;
        this.type = type;
        this.factors = (A[]) java.lang.reflect.Array.newInstance(type, 2 * depths.length);
    }

    /** Takes the factors, the inputs of a run, and where the product goes. */
    void start(KernelContext context, Object product) {
        for (int i = 0; i < factors.length; i++) {
            factors[i] = type.cast(context.input(i).array());
        }
        c = type.cast(product);
    }

    /** Computes the part {@code from / of} to {@code to / of} of the rows. */
    void rows(int from, int to, int of, int worker) {
        int first = from * (sizes.m() / of);
        int end = to * (sizes.m() / of);
        int n = sizes.n();
        for (int term = 0; term < depths.length; term++) {
            int k = depths[term];
            block.multiply(
                    Objects.requireNonNull(factors[2 * term]),
                    first * k,
                    k,
                    Objects.requireNonNull(factors[2 * term + 1]),
                    0,
                    sizes.transB() ? k : n,
                    Objects.requireNonNull(c),
                    first * n,
                    n,
                    end - first,
                    n,
                    k,
                    term > 0);
        }
        finish.elements(first * n, end * n, worker);
    }

    void end() {
        Arrays.fill(factors, null);
        c = null;
    }
}
