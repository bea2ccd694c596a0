package org.headrace.ops.kernels;

/**
 * What a matrix product is planned for: {@code C = op(A) op(B)}, or {@code C += op(A) op(B)} if {@code add}, where
 * {@code op(A)} is {@code [m, k]}, {@code op(B)} is {@code [k, n]}, {@code C} is {@code [m, n]}, all dense and row-major. A
 * transposed {@code A} is stored as {@code [k, m]}, a transposed {@code B} as {@code [n, k]}.
 */
public record ProductSizes(boolean transA, boolean transB, int m, int n, int k, boolean add) {

    /** How many multiplications and additions that is. */
    public long work() {
        return (long) m * n * k;
    }
}
