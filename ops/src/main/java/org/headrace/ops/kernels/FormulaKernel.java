package org.headrace.ops.kernels;

import org.headrace.core.DType;
import org.headrace.core.Formula;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Signature;

/** Computes formulas for each element of the outputs, operands broadcast. */
public final class FormulaKernel implements Kernel {
    private final Tape tape;
    private final int inputs;
    private final int outputs;
    private final int size;

    private FormulaKernel(Tape tape, Formula formula) {
        this.tape = tape;
        this.inputs = formula.operands().size();
        this.outputs = formula.outputs().size();
        this.size = formula.shape().size();
    }

    /** The kernel whose inputs are the formula's operands, and whose outputs its outputs. */
    public static Kernel of(Formula formula, Signature signature) {
        return new FormulaKernel(tape(signature.op(), formula), formula);
    }

    /** Whether formulas are computed on elements of {@code dtype}. */
    public static boolean supports(DType dtype) {
        return Lane.of(dtype) != null;
    }

    /** A formula ready to run, for kernels that compute one on their way. */
    public static Tape tape(Op op, Formula formula) {
        return new TapeBuilder(op, formula, Kernels.provider()).build();
    }

    @Override
    public void run(KernelContext context) {
        for (int i = 0; i < inputs; i++) {
            tape.input(i, context.input(i).array());
        }
        for (int i = 0; i < outputs; i++) {
            tape.output(i, context.output(i).array());
        }
        try {
            tape.run(0, size);
        } catch (ArithmeticException noValue) {
            throw context.error("%s", String.valueOf(noValue.getMessage()));
        }
    }
}
