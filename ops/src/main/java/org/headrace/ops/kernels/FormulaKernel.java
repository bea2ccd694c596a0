package org.headrace.ops.kernels;

import org.headrace.core.Elementwise;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;

/** Computes a formula for each element of the output, inputs broadcast. */
public final class FormulaKernel {
    private FormulaKernel() {}

    /** The kernel of an element-wise op for these shapes. */
    public static Kernel of(Elementwise type, Signature signature) {
        throw signature.error("%s", type.formula(org.headrace.core.Expr.inputs(signature.inputs())));
    }
}
