package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Elementwise;
import org.headrace.core.Expr;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.kernels.FormulaKernel;

/** An element-wise op of one input that gives a bool. */
public interface Predicate extends Elementwise, NotDifferentiable {
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

    @Override
    default Kernel kernel(Signature signature) {
        return FormulaKernel.of(this, signature);
    }
}
