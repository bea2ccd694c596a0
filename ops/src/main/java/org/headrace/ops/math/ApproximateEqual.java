package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.InferContext;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.FormulaOp;
import org.headrace.ops.NotDifferentiable;

/**
 * {@code |a - b| < tolerance}, of numbers of one shape: TensorFlow's {@code ApproximateEqual}.
 *
 * @param tolerance counts as a number of the inputs' dtype
 */
public record ApproximateEqual(float tolerance) implements FormulaOp, NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC_OR_COMPLEX.require(in, 0, "x");
        if (in.dtype(0) != in.dtype(1)) {
            throw in.error("x is %s, y is %s: cast one of them", in.dtype(0), in.dtype(1));
        }
        if (!in.shape(0).isCompatibleWith(in.shape(1))) {
            throw in.error(
                    "Shapes must be equal: x is %s, y is %s",
                    in.shape(0).toBrackets(), in.shape(1).toBrackets());
        }
        return List.of(new TensorSpec(DType.BOOL, in.shape(0).merge(in.shape(1))));
    }

    @Override
    public Expr formula(List<Expr> inputs) {
        return inputs.get(0).minus(inputs.get(1)).abs().lt(Expr.constant(tolerance));
    }
}
