package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.core.StaticValue;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;
import org.jspecify.annotations.Nullable;

/** The number of elements of the input, a scalar: TensorFlow's {@code Size}. */
public record Size(DType outType) implements StaticValue, NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(TensorSpec.of(outType));
    }

    @Override
    public @Nullable Tensor staticValue(InferContext in, int output) {
        return in.shape(0).isComplete()
                ? Integers.scalar(in, outType, in.shape(0).elements())
                : null;
    }

    @Override
    public Kernel kernel(Signature signature) {
        Tensor size =
                Integers.scalar(signature, outType, signature.input(0).shape().elements());
        return context -> context.output(0).setFrom(size);
    }
}
