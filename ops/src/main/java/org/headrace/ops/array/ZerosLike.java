package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;
import org.headrace.ops.kernels.Elements;

/** Zeros (false, empty strings) in the input's shape: TensorFlow's {@code ZerosLike}. */
public record ZerosLike() implements NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> Elements.clear(context.output(0));
    }
}
