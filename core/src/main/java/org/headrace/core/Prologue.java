package org.headrace.core;

/**
 * An op whose kernel can compute the elements of an input on its way, by a formula, instead of reading them from memory:
 * {@code Sum}, whose terms are then never written anywhere.
 */
public interface Prologue extends OpType {
    /** Whether input {@code input}, of the signature's dtype and shape, may come as a formula. */
    boolean takesFormula(Signature signature, int input);

    /**
     * The code for {@code input} given as a formula of one output. {@code signature} is the op's own. The formula's operand
     * {@code j} is the kernel's input {@code signature.inputs() + j}; its input {@code input} must not be read.
     */
    Kernel kernel(Signature signature, int input, Formula formula);
}
