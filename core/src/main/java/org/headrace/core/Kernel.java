package org.headrace.core;

/**
 * The code of one op for inputs of certain dtypes and shapes. A kernel belongs to one run at a time, so it may keep
 * scratch arrays; it must not allocate when it runs, nor write to its inputs.
 */
@FunctionalInterface
public interface Kernel {
    void run(KernelContext context);
}
