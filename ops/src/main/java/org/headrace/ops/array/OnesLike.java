package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;
import org.headrace.ops.kernels.Elements;

/** Ones (true) in the input's shape: TensorFlow's {@code OnesLike}. */
public record OnesLike() implements NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        if (in.dtype(0) == DType.STRING) {
            throw in.error("Value passed to parameter 'x' has DataType string: there is no one among strings");
        }
        return List.of(in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Tensor one = Tensor.of(signature.input(0).dtype(), Tensor.of(1));
        return context -> Elements.fill(context.output(0), one);
    }
}
