package org.headrace.ops.kernels;

/**
 * The loops of reductions over one kind of array, {@code a ∘ b} being the {@link Fold} of two numbers; a maximum or minimum
 * is NaN if either is. Each element is computed by itself, so twins give the same bits.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface FoldLoops<A> {
    /** {@code lanes[at + j] = lanes[at + j] ∘ x[from + j]} for {@code n} elements; the arrays may be one. */
    void one(Fold fold, A lanes, int at, A x, int from, int n);

    /** {@code lanes[j] = lanes[j] ∘ ((x0[j] ∘ x1[j]) ∘ (x2[j] ∘ x3[j]))}, where {@code xi} begins at {@code from + i * stride}. */
    void four(Fold fold, A lanes, A x, int from, int stride, int n);
}
