package org.headrace.ops.kernels;

/**
 * The product of two dense row-major matrices, {@code C = op(A) op(B)}, where {@code op} transposes or leaves as it is.
 *
 * <p>{@code op(A)} is {@code [m, k]}, {@code op(B)} is {@code [k, n]}, {@code C} is {@code [m, n]}; each lies in its array
 * from its offset on without gaps, so a transposed {@code A} is stored as {@code [k, m]}. {@code C} is overwritten, with
 * zeros where {@code k} is 0, and must not overlap {@code A} or {@code B}. The same inputs give the same bits each time.
 * Callers check the sizes; an implementation is thread-safe.
 */
public interface Gemm {

    /** {@code C = op(A) op(B)} in float32. */
    void sgemm(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            float[] a,
            int aOff,
            float[] b,
            int bOff,
            float[] c,
            int cOff);

    /** {@code C = op(A) op(B)} in float64. */
    void dgemm(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            double[] a,
            int aOff,
            double[] b,
            int bOff,
            double[] c,
            int cOff);
}
