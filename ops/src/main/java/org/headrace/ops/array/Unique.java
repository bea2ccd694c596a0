package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/**
 * The different elements of a vector in the order of their first occurrence, and for each element of the vector its place
 * among them: TensorFlow's {@code Unique}. NaN differs from NaN.
 */
public record Unique(DType outIdx) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(
                TensorSpec.of(in.dtype(0), Shape.UNKNOWN),
                new TensorSpec(outIdx, in.requireRank(0, 1).merge(Shape.unknownDims(1))));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape shape = signature.input(0).shape();
        Uniques uniques = new Uniques(1, shape.size(), 1);
        return context -> uniques.find(context, shape, 0);
    }
}
