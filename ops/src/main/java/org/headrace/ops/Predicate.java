package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.InferContext;
import org.headrace.core.TensorSpec;

/** An element-wise op of one input that gives a bool. */
public interface Predicate extends FormulaOp, NotDifferentiable {
    /** The output's element from the input's. */
    Expr formula(Expr x);

    /** The dtypes that TensorFlow's op takes. */
    default DTypes dtypes() {
        return DTypes.FLOATING;
    }

    @Override
    default List<TensorSpec> infer(InferContext in) {
        dtypes().require(in, 0, "x");
        return List.of(in.input(0).withDType(DType.BOOL));
    }

    @Override
    default Expr formula(List<Expr> inputs) {
        return formula(inputs.get(0));
    }
}
