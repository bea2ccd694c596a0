package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Expr;
import org.headrace.core.InferContext;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.FormulaOp;
import org.headrace.ops.NotDifferentiable;

/** The bits that are not set: TensorFlow's {@code Invert}. */
public record Invert() implements FormulaOp, NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.INTEGER.require(in, 0, "x");
        return List.of(in.input(0));
    }

    @Override
    public Expr formula(List<Expr> inputs) {
        return inputs.get(0).bitXor(Expr.constant(-1));
    }
}
