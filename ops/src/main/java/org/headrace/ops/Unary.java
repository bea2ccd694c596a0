package org.headrace.ops;

import java.util.List;
import org.headrace.core.Expr;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.TensorSpec;
import org.jspecify.annotations.Nullable;

/** An element-wise op of one input whose output has the input's dtype and shape. */
public interface Unary extends FormulaOp, Differentiable {
    /** The output's element from the input's. */
    Expr formula(Expr x);

    /** The gradient of the input from the output's, null for none. */
    @Nullable
    Output gradient(Ops tf, Op op, Output dy);

    /** The dtypes that TensorFlow's op takes. */
    default DTypes dtypes() {
        return DTypes.FLOATING;
    }

    @Override
    default List<TensorSpec> infer(InferContext in) {
        dtypes().require(in, 0, "x");
        return List.of(in.input(0));
    }

    @Override
    default Expr formula(List<Expr> inputs) {
        return formula(inputs.get(0));
    }

    @Override
    default List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(gradient(tf, op, dy.get(0)));
    }
}
