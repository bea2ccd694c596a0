package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.StaticValue;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;
import org.jspecify.annotations.Nullable;

/** The dimensions of each input, a vector for each: TensorFlow's {@code ShapeN}. */
public record ShapeN(DType outType) implements StaticValue, NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireOneType(in, "input", 0, in.inputs());
        List<TensorSpec> vectors = new ArrayList<>();
        for (int i = 0; i < in.inputs(); i++) {
            vectors.add(
                    TensorSpec.of(outType, in.shape(i).hasRank() ? in.shape(i).rank() : Shape.UNKNOWN));
        }
        return vectors;
    }

    @Override
    public @Nullable Tensor staticValue(InferContext in, int output) {
        return in.shape(output).isComplete()
                ? Integers.vector(in, outType, in.shape(output).dims())
                : null;
    }

    @Override
    public Shape staticShape(InferContext in, int output) {
        return in.shape(output);
    }

    @Override
    public Kernel kernel(Signature signature) {
        Tensor[] dims = new Tensor[signature.inputs()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = Integers.vector(
                    signature, outType, signature.input(i).shape().dims());
        }
        return context -> {
            for (int i = 0; i < dims.length; i++) {
                context.output(i).setFrom(dims[i]);
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("N", (long) op.inputs().size(), "T", op.input(0).dtype(), "out_type", outType);
    }
}
