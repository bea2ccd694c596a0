package org.headrace.core;

/**
 * A kernel that can compute some rows of its outputs, elements of their first dimension, at a time. Of what is made by such
 * kernels one after another, a thread can compute a band of rows from the first kernel to the last, and waits for the others
 * only then.
 *
 * <p>A run by rows is {@link #start}, then {@link #rows(int, int, int)} for bands that have all rows between them, each
 * once, several at the same time, then {@link #end}. It has the bits of {@link Kernel#run}.
 */
public interface RowKernel extends Kernel {
    /** Bands begin at multiples of so many rows. */
    int STEP = 4;

    /** How many rows each output has, or 0 if this kernel must be run as a whole. */
    int rows();

    /**
     * Whether rows of the outputs need the same rows of input {@code i} only, which has as many. Otherwise they may need
     * all of it.
     */
    boolean isByRows(int i);

    /** Takes the inputs and outputs of a run; what the inputs hold may come later. */
    void start(KernelContext context);

    /** Computes rows {@code from} to {@code to - 1}. No two calls that run at the same time have the same {@code worker}. */
    void rows(int from, int to, int worker);

    /** Lets go of what {@link #start} took. */
    void end();
}
