package org.headrace.ops.kernels;

/**
 * The loops of reductions over one kind of array, {@code a ∘ b} being the {@link Fold} of two numbers; a maximum or minimum
 * is NaN if either is. The order of the operations is laid down, so twins give the same bits.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface FoldLoops<A> {
    /** How many elements {@link #lanes} folds side by side. */
    int LANES = 64;
    /** Elements come in groups of so many. */
    int GROUP = 16;

    /**
     * Folds {@code n} elements, a multiple of {@link #GROUP} and at least {@link #LANES}, to that many: lane {@code j} is
     * {@code ((x[j] ∘ x[j + 64]) ∘ x[j + 128]) ∘ ...}, and then, {@code h} being 32 and 16,
     * {@code lanes[j] = lanes[j] ∘ lanes[j + h]} for {@code j < h}.
     */
    void lanes(Fold fold, A x, int from, int n, A lanes);

    /** {@code lanes[j] = lanes[j] ∘ x[from + j]} for {@code n} elements. */
    void one(Fold fold, A lanes, A x, int from, int n);

    /** {@code lanes[j] = lanes[j] ∘ ((x0[j] ∘ x1[j]) ∘ (x2[j] ∘ x3[j]))}, where {@code xi} begins at {@code from + i * stride}. */
    void four(Fold fold, A lanes, A x, int from, int stride, int n);
}
