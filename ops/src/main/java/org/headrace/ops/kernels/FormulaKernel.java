package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Elementwise;
import org.headrace.core.Expr;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/** Computes a formula for each element of the output, inputs broadcast. */
public final class FormulaKernel implements Kernel {
    private final Tape tape;
    private final int inputs;
    private final int size;

    private FormulaKernel(Tape tape, int inputs, int size) {
        this.tape = tape;
        this.inputs = inputs;
        this.size = size;
    }

    /** The kernel of an element-wise op for these shapes. */
    public static Kernel of(Elementwise type, Signature signature) {
        List<TensorSpec> inputs = new ArrayList<>();
        for (int i = 0; i < signature.inputs(); i++) {
            inputs.add(signature.input(i));
        }
        List<Shape> shapes =
                type.operandShapes(inputs.stream().map(TensorSpec::shape).toList());
        List<TensorSpec> operands = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            operands.add(inputs.get(i).withShape(shapes.get(i)));
        }
        Tape tape = tape(signature.op(), type.formula(Expr.inputs(inputs.size())), operands, signature.output(0));
        return new FormulaKernel(
                tape, inputs.size(), signature.output(0).shape().size());
    }

    /** Whether formulas are computed on elements of {@code dtype}. */
    public static boolean supports(DType dtype) {
        return Lane.of(dtype) != null;
    }

    /**
     * A formula ready to run on its own, for kernels that compute one on their way.
     *
     * @param inputs dtypes and shapes, the shapes such that they broadcast to the output's
     */
    public static Tape tape(Op op, Expr formula, List<TensorSpec> inputs, TensorSpec output) {
        return new TapeBuilder(op, formula, inputs, output).build();
    }

    @Override
    public void run(KernelContext context) {
        for (int i = 0; i < inputs; i++) {
            tape.input(i, context.input(i).array());
        }
        tape.output(context.output(0).array());
        try {
            tape.run(0, size);
        } catch (ArithmeticException noValue) {
            throw context.error("%s", String.valueOf(noValue.getMessage()));
        }
    }
}
