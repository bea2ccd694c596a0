package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.TensorSpec;

/** An element-wise op of two inputs of one dtype, broadcast against each other, that gives a bool. */
public interface Comparison extends Binary, NotDifferentiable {
    @Override
    default List<TensorSpec> infer(InferContext in) {
        return List.of(Binary.super.infer(in).get(0).withDType(DType.BOOL));
    }
}
