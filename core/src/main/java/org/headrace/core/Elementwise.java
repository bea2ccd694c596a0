package org.headrace.core;

import java.util.List;

/**
 * An op that computes each element of its one output from the elements at the same place of its inputs, broadcast.
 * Because it says what it computes as an {@link Expr}, the engine can join it with its neighbours into one pass.
 */
public interface Elementwise extends OpType {
    /** The output's element as a formula of the inputs' elements. */
    Expr formula(List<Expr> inputs);

    /**
     * The shapes under which the inputs take part in broadcasting, as many elements each: their own, but for an op whose
     * inputs are not aligned at the right.
     */
    default List<Shape> operandShapes(List<Shape> inputs) {
        return inputs;
    }

    /** Whether {@link #kernel(Formula, Signature)} computes with elements of this dtype. */
    boolean computes(DType dtype);

    /** The code of this op's formula, or of one in which the engine has joined it with others: operand {@code i} is the
     * kernel's input {@code i}, and its outputs are the formula's. */
    Kernel kernel(Formula formula, Signature signature);

    @Override
    default Kernel kernel(Signature signature) {
        return kernel(Formula.of(this, signature), signature);
    }
}
