package org.headrace.core;

/**
 * The code of one op for inputs of certain dtypes and shapes. A kernel belongs to one run at a time, so it may keep
 * scratch arrays; it must not allocate when it runs, nor write to its inputs.
 */
@FunctionalInterface
public interface Kernel {
    /** What {@link #work} counts for an element that is read, written, or computed by one operation. */
    int ELEMENT = 8;

    void run(KernelContext context);

    /**
     * About how much a run does, counted in multiplications of a matrix product, of which a thread does some fifty in a
     * nanosecond. A program may run a kernel of little work beside others that do not need its outputs, each on one thread: one
     * that says how much it is must use nothing that other kernels change. By default it is not known, and the kernel runs
     * alone.
     */
    default long work() {
        return Long.MAX_VALUE;
    }
}
