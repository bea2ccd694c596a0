package org.headrace.ops.sparse;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;
import org.headrace.ops.kernels.Elements;

/**
 * A dense tensor of a shape, {@code default_value} but for the values at the indices: TensorFlow's {@code SparseToDense}. The
 * indices are a matrix with a row for each value, a vector for an output of one axis, or a scalar for a single value; a scalar
 * value goes to all of them. All dtypes.
 *
 * @param validateIndices whether indices out of order, or given twice, are errors; else the last value given wins
 */
public record SparseToDense(boolean validateIndices) implements NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.INDEX.require(in, 0, "sparse_indices");
        if (in.dtype(1) != in.dtype(0)) {
            throw in.error("output_shape is %s, but sparse_indices are %s: cast one of them", in.dtype(1), in.dtype(0));
        }
        if (in.dtype(3) != in.dtype(2)) {
            throw in.error("default_value is %s, but values are %s: cast one of them", in.dtype(3), in.dtype(2));
        }
        Shape indices = in.shape(0);
        if (indices.hasRank() && indices.rank() > 2) {
            throw in.error("sparse_indices should be a scalar, vector, or matrix, got shape %s", indices.toBrackets());
        }
        Shape values = in.shape(2);
        if (values.hasRank() && values.rank() > 1) {
            throw in.error("sparse_values should be a scalar or a vector, got shape %s", values.toBrackets());
        }
        Shape many = indices.hasRank() && indices.rank() == 0 ? Shape.of(1) : indices;
        if (values.hasRank()
                && values.rank() == 1
                && many.hasRank()
                && !many.slice(0, 1).isCompatibleWith(values)) {
            throw in.error(
                    "sparse_values has incorrect shape %s, sparse_indices are %s",
                    values.toBrackets(), indices.toBrackets());
        }
        in.requireRank(1, 1);
        in.requireRank(3, 0);
        Shape shape = in.constantAsShape(1);
        long rank = !indices.hasRank() ? Shape.UNKNOWN : indices.rank() == 2 ? indices.dim(1) : 1;
        if (shape.hasRank() && rank != Shape.UNKNOWN && shape.rank() != rank) {
            throw in.error("output_shape has incorrect number of elements: %d should be: %d", shape.rank(), rank);
        }
        return List.of(in.input(2).withShape(shape));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape matrix = signature.input(0).shape();
        int n = matrix.rank() == 0 ? 1 : (int) matrix.dim(0);
        boolean one = signature.input(2).shape().rank() == 0;
        int width = signature.input(2).dtype().width();
        return context -> {
            Tensor indices = context.input(0);
            Tensor shape = context.input(1);
            Tensor y = signature.output(0).shape().isComplete()
                    ? context.output(0)
                    : context.allocate(0, SparseRules.shape(context, shape));
            Elements.fill(y, context.input(3));
            for (int i = 0; i < n; i++) {
                int place = (int) SparseRules.place(context, indices, i, shape);
                if (validateIndices && i > 0) {
                    requireAfter(context, indices, i, shape.size());
                }
                Elements.copy(context.input(2).array(), one ? 0 : i * width, y.array(), place * width, width);
            }
        };
    }

    private static void requireAfter(KernelContext context, Tensor indices, int i, int rank) {
        int order = SparseRules.compare(indices, i - 1, indices, i, rank);
        if (order >= 0) {
            throw context.error(
                    "indices[%d] = %s is %s",
                    i, SparseRules.row(indices, i, rank), order == 0 ? "repeated" : "out of order");
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of(
                "T", op.input(2).dtype(),
                "Tindices", op.input(0).dtype(),
                "validate_indices", validateIndices);
    }
}
