package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.StaticValue;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;
import org.jspecify.annotations.Nullable;

/** The dimensions of the input, a vector: TensorFlow's {@code Shape}. Named apart from {@link Shape}. */
public record ShapeOf(DType outType) implements StaticValue, NotDifferentiable {
    @Override
    public String name() {
        return "Shape";
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(
                TensorSpec.of(outType, in.shape(0).hasRank() ? in.shape(0).rank() : Shape.UNKNOWN));
    }

    @Override
    public @Nullable Tensor staticValue(InferContext in, int output) {
        return in.shape(0).isComplete()
                ? Integers.vector(in, outType, in.shape(0).dims())
                : null;
    }

    @Override
    public Shape staticShape(InferContext in, int output) {
        return in.shape(0);
    }

    @Override
    public Kernel kernel(Signature signature) {
        Tensor dims =
                Integers.vector(signature, outType, signature.input(0).shape().dims());
        return context -> context.output(0).setFrom(dims);
    }
}
