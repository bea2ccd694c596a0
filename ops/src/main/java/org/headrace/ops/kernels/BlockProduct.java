package org.headrace.ops.kernels;

/**
 * The code for blocks of matrix products: what a provider writes, and {@link PiecewiseProduct} calls, from several threads at
 * once. It knows whether the factors are transposed. Scratch arrays belong to the thread: thousands of products are planned,
 * and one's would not be in the cache any more when its turn comes again.
 *
 * @param <A> the arrays that matrices lie in
 */
public interface BlockProduct<A> {

    /**
     * {@code C = op(A) op(B)} for blocks of these dimensions, none of them 0, or {@code C += op(A) op(B)} if {@code add}. A
     * block begins at its place in its array; its stored rows begin a stride apart.
     */
    void multiply(
            A a,
            int aAt,
            int aStride,
            A b,
            int bAt,
            int bStride,
            A c,
            int cAt,
            int cStride,
            int rows,
            int columns,
            int depth,
            boolean add);
}
