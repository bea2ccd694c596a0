package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpContext;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/**
 * The different slices of a tensor along an axis in the order of their first occurrence, and for each slice its place among
 * them: TensorFlow's {@code UniqueV2}. The second input gives the axis, a vector of one; if it is empty the tensor must be a
 * vector.
 *
 * @param outIdx the dtype of the places, int32 or int64
 */
public record UniqueV2(DType outIdx) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 1, "axis");
        Shape vector = in.requireRank(1, 1);
        if (vector.isComplete() && vector.dim(0) > 1) {
            throw in.error("axis does not support input tensors larger than 1 elements");
        }
        Shape shape = in.shape(0);
        Tensor axis = in.constant(1);
        boolean whole = vector.isComplete() && vector.dim(0) == 0;
        if (whole && shape.hasRank() && shape.rank() != 1) {
            throw in.error("unique expects a 1D vector: x is %s and no axis is given", shape.toBrackets());
        }
        if (!shape.hasRank() || !whole && axis == null) {
            Shape unknown = shape.hasRank() ? Shape.unknownDims(shape.rank()) : shape;
            return List.of(in.input(0).withShape(unknown), TensorSpec.of(outIdx, Shape.UNKNOWN));
        }
        int at = whole || axis == null ? 0 : axis(in, axis, shape.rank());
        return List.of(in.input(0).withShape(shape.withDim(at, Shape.UNKNOWN)), TensorSpec.of(outIdx, shape.dim(at)));
    }

    private static int axis(OpContext context, Tensor axis, int rank) {
        int at = ShapeRules.axis(Integers.get(axis, 0), rank);
        if (at < 0) {
            throw context.error("axis has to be between 0 and %d: it is %d", rank, Integers.get(axis, 0));
        }
        return at;
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape shape = signature.input(0).shape();
        Tensor axis = signature.value(1);
        int at = axis.size() == 0 ? 0 : axis(signature, axis, shape.rank());
        Uniques uniques = new Uniques(
                shape.slice(0, at).size(),
                (int) shape.dim(at),
                shape.slice(at + 1, shape.rank()).size());
        return context -> uniques.find(context, shape, at);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Taxis", op.input(1).dtype(), "out_idx", outIdx);
    }
}
