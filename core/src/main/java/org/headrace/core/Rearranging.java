package org.headrace.core;

import org.jspecify.annotations.Nullable;

/**
 * An op whose kernel rearranges the elements of an input before it can use them, each time it runs: {@code MatMul} of a transposed
 * matrix. Where several ops of a program do so with the same value, as the gradients do that a network hands down through
 * the same weight at every time step, the engine has it rearranged once.
 */
public interface Rearranging extends OpType {
    /**
     * The op of one input that gives input {@code input} as {@link #rearranged} takes it, or null if this one takes it as it is
     * or would compute other bits.
     */
    @Nullable
    OpType rearrangement(Signature signature, int input);

    /** The op that computes the same of input {@code input} rearranged. */
    OpType rearranged(int input);
}
