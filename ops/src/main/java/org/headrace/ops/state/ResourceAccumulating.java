package org.headrace.ops.state;

import java.util.List;
import java.util.Map;
import org.headrace.core.Assigning;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.DTypes;

/** Changes the variable that a handle names by a value of its shape, element by element. */
interface ResourceAccumulating extends Assigning {
    InPlace change();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC_OR_COMPLEX.require(in, 1, "value");
        Handles.requireSameDType(in, 1, "value");
        Handles.requireShape(in, 1);
        return List.of();
    }

    @Override
    default Kernel kernel(Signature signature) {
        requireArithmetic(signature, signature.input(1).dtype());
        int n = signature.input(1).shape().size();
        return context -> {
            Tensor variable = context.variable(0);
            Tensor value = context.input(1);
            if (!variable.shape().equals(value.shape())) {
                throw context.error(
                        "Cannot update variable with shape %s using a Tensor with shape %s, shapes must be equal.",
                        variable.shape().toBrackets(), value.shape().toBrackets());
            }
            change().apply(variable, 0, value, 0, n);
        };
    }

    /** Refuses dtypes that have none. */
    static void requireArithmetic(Signature signature, DType dtype) {
        if (dtype == DType.FLOAT16 || dtype == DType.BFLOAT16) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": cast to float32 and keep that in the variable");
        }
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        return Map.of("dtype", op.input(1).dtype());
    }
}
