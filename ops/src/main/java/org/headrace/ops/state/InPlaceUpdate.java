package org.headrace.ops.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Formula;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.kernels.FormulaKernel;

/** Kernels that give variables, an op's first inputs, new values by formulas of all its inputs, in one pass. */
final class InPlaceUpdate {
    private InPlaceUpdate() {}

    /** The inputs' dtypes and shapes. */
    static List<TensorSpec> inputs(Signature signature) {
        List<TensorSpec> inputs = new ArrayList<>();
        for (int i = 0; i < signature.inputs(); i++) {
            inputs.add(signature.input(i));
        }
        return inputs;
    }

    /** The inputs' elements, in the variable's dtype. */
    static List<Expr> elements(List<TensorSpec> inputs) {
        List<Expr> elements = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            DType dtype = inputs.get(0).dtype();
            Expr element = Expr.input(i);
            elements.add(inputs.get(i).dtype() == dtype ? element : element.cast(dtype));
        }
        return elements;
    }

    /** Of the new values; {@code skipped} is the number of an operand that is not read, or -1. */
    static Kernel kernel(Signature signature, List<Expr> values, List<TensorSpec> operands, int skipped) {
        TensorSpec variable = signature.input(0);
        List<DType> dtypes = Collections.nCopies(values.size(), variable.dtype());
        return FormulaKernel.inPlace(new Formula(values, dtypes, variable.shape(), operands), signature, skipped);
    }

    /** Of an op one of whose inputs comes as a formula, its operands after the op's inputs. */
    static Kernel kernel(Signature signature, int input, Formula formula, UnaryOperator<List<Expr>> update) {
        List<TensorSpec> operands = inputs(signature);
        List<Expr> arguments = new ArrayList<>();
        for (TensorSpec operand : formula.operands()) {
            arguments.add(Expr.input(operands.size()));
            operands.add(operand);
        }
        List<Expr> inputs = elements(inputs(signature));
        inputs.set(input, formula.output(0, arguments));
        return kernel(signature, update.apply(inputs), operands, input);
    }
}
