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

/** The number of dimensions of the input, an int32 scalar: TensorFlow's {@code Rank}. */
public record Rank() implements StaticValue, NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(TensorSpec.of(DType.INT32));
    }

    @Override
    public @Nullable Tensor staticValue(InferContext in, int output) {
        return in.shape(0).hasRank() ? Tensor.of(in.shape(0).rank()) : null;
    }

    @Override
    public Kernel kernel(Signature signature) {
        int rank = signature.input(0).shape().rank();
        return context -> context.output(0).ints()[0] = rank;
    }
}
