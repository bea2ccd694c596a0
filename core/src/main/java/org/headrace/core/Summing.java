package org.headrace.core;

/**
 * An op whose kernel can add up several of its results while it makes them: {@code MatMul}, whose products are added up in one
 * matrix. The engine asks for it where such ops of one type have no use but their sum, as the parts of a weight's gradient
 * have that a network uses at every time step.
 */
public interface Summing extends OpType {
    /**
     * Whether the kernel for the inputs of several ops, those of the first and then those of the next, computes the sum of what
     * the ops would give, added up in their order, with the bits of that sum. {@code term} is the signature of one of them;
     * all must allow it.
     */
    boolean sums(Signature term);
}
