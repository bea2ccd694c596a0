package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/**
 * The coordinates, in a tensor of shape {@code dims}, of elements given by their numbers in row-major order: TensorFlow's
 * {@code UnravelIndex}. Of a scalar a vector, of a vector {@code [n]} a matrix {@code [dims, n]}; int32 or int64.
 */
public record UnravelIndex() implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 0, "indices");
        ShapeRules.requireSameType(in, 1, "dims", 0, "indices");
        Shape indices = in.shape(0);
        Shape dims = in.requireRank(1, 1);
        if (indices.hasRank() && indices.rank() > 1) {
            throw in.error("The indices can only be scalar or vector: they are %s", indices.toBrackets());
        }
        return List.of(in.input(0)
                .withShape(Shape.of(dims.hasRank() ? dims.dim(0) : -1).concat(indices)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.input(0).shape().size();
        int rank = signature.input(1).shape().size();
        return context -> {
            Tensor indices = context.input(0);
            Tensor dims = context.input(1);
            for (int i = 0; i < n; i++) {
                long rest = Integers.get(indices, i);
                for (int axis = rank - 1; axis >= 0; axis--) {
                    long dim = Integers.get(dims, axis);
                    if (dim <= 0 || rest < 0) {
                        rest = 1; // out of bounds
                        break;
                    }
                    Integers.set(context, context.output(0), axis * n + i, rest % dim);
                    rest /= dim;
                }
                if (rest != 0) {
                    throw context.error(
                            "index is out of bound as with dims: indices%s = %d, dims = %s",
                            Integers.position(indices.shape(), i), Integers.get(indices, i), dims);
                }
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("Tidx", op.input(0).dtype());
    }
}
