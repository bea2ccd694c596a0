package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;

/** What {@link Softmax} and {@link LogSoftmax} have in common. */
sealed interface LastAxisSoftmax extends Differentiable permits Softmax, LogSoftmax {
    @Override
    default List<TensorSpec> infer(InferContext in) {
        DTypes.FLOATING.require(in, 0, "logits");
        if (in.shape(0).isScalar()) {
            throw in.error("Shape must be at least rank 1 but is rank 0: logits is a scalar");
        }
        return List.of(in.input(0));
    }
}
