package org.headrace.core;

/**
 * An op whose kernel can apply a formula to the elements of its output while they are still in the cache: {@code MatMul},
 * followed by a bias and an activation.
 */
public interface Epilogue extends OpType {
    /** Whether it can for these shapes. */
    boolean appliesFormula(Signature signature);

    /**
     * The code that also applies {@code formula}. {@code signature} is the op's own. Operand 0 of the formula is the op's
     * own output; operand {@code j > 0} is the kernel's input {@code signature.inputs() + j - 1}. The kernel's outputs are
     * the formula's, and the op's own output is written only where it is one of them.
     */
    Kernel kernel(Signature signature, Formula formula);
}
