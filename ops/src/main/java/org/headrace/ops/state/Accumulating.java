package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Assigning;
import org.headrace.core.Expr;
import org.headrace.core.Formula;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Prologue;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.FormulaKernel;

/** {@code AssignAdd} and {@code AssignSub}: a variable changes, element by element, by a value of its own shape. */
interface Accumulating extends Assigning, Prologue {
    InPlace change();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC_OR_COMPLEX.require(in, 0, "ref");
        References.requireSameDType(in, 1, "value", "ref");
        return List.of(in.input(0).withShape(References.merge(in, in.shape(0), in.shape(1))));
    }

    @Override
    default Kernel kernel(Signature signature) {
        if (FormulaKernel.supports(signature.input(0).dtype())) {
            List<TensorSpec> operands = InPlaceUpdate.inputs(signature);
            return InPlaceUpdate.kernel(signature, update(Expr.inputs(2)), operands, -1);
        }
        return context -> {
            Tensor value = context.input(1);
            change().apply(context.variable(0), 0, value, 0, value.size());
        };
    }

    @Override
    default boolean takesFormula(Signature signature, int input) {
        return input == 1 && FormulaKernel.supports(signature.input(0).dtype());
    }

    @Override
    default Kernel kernel(Signature signature, int input, Formula formula) {
        return InPlaceUpdate.kernel(signature, input, formula, this::update);
    }

    private List<Expr> update(List<Expr> inputs) {
        Expr ref = inputs.get(0);
        Expr value = inputs.get(1);
        return List.of(change() == InPlace.ADD ? ref.plus(value) : ref.minus(value));
    }
}
