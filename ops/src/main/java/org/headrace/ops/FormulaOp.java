package org.headrace.ops;

import org.headrace.core.DType;
import org.headrace.core.Elementwise;
import org.headrace.core.Formula;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.ops.kernels.ComplexFormulaKernel;
import org.headrace.ops.kernels.FormulaKernel;

/** An op that is a formula: its record says which, and what follows from that is here. */
public interface FormulaOp extends Elementwise {
    @Override
    default boolean computes(DType dtype) {
        return FormulaKernel.supports(dtype);
    }

    @Override
    default Kernel kernel(Formula formula, Signature signature) {
        return ComplexFormulaKernel.takes(formula)
                ? new ComplexFormulaKernel(formula, signature)
                : FormulaKernel.of(formula, signature);
    }
}
