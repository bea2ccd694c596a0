package org.headrace.ops.sparse;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.Elements;

/**
 * The values of a sparse tensor plus the elements of a dense one, broadcast to its shape, at their places: TensorFlow's
 * {@code SparseDenseCwiseAdd}. Like TensorFlow's it has no gradient. Any number but float16 and bfloat16.
 */
public record SparseDenseCwiseAdd() implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC_OR_COMPLEX.require(in, 1, "sp_values");
        Shape shape = SparseRules.require(in, 0, 1, 2);
        if (in.dtype(3) != in.dtype(1)) {
            throw in.error("dense is %s, but the values are %s: cast one of them", in.dtype(3), in.dtype(1));
        }
        if (shape.hasRank()
                && in.shape(3).hasRank()
                && shape.rank() < in.shape(3).rank()) {
            throw in.error("dense %s does not broadcast to %s", in.shape(3).toBrackets(), shape.toBrackets());
        }
        return List.of(in.input(1).withShape(in.shape(1).hasRank() ? in.shape(1) : Shape.unknownDims(1)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        DType dtype = signature.input(1).dtype();
        if (dtype == DType.FLOAT16 || dtype == DType.BFLOAT16) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": cast the values to float32");
        }
        int n = signature.input(1).shape().size();
        int rank = signature.input(2).shape().size();
        int width = dtype.width();
        Shape dense = signature.input(3).shape();
        int missing = rank - dense.rank();
        return context -> {
            Tensor indices = context.input(0);
            Tensor shape = context.input(2);
            for (int axis = 0; axis < dense.rank(); axis++) {
                if (dense.dim(axis) != 1 && dense.dim(axis) != shape.longAt(missing + axis)) {
                    throw context.error(
                            "SparseDenseBinaryOpShared broadcasts dense to sparse only; got incompatible shapes: %s"
                                    + " vs. %s",
                            SparseRules.row(shape, 0, rank), dense.toBrackets());
                }
            }
            Elements.copy(context.input(1).array(), 0, context.output(0).array(), 0, n * width);
            for (int i = 0; i < n; i++) {
                SparseRules.requireInside(context, indices, i, shape);
                int from = 0;
                for (int axis = 0; axis < dense.rank(); axis++) {
                    long index = indices.longs()[i * rank + missing + axis];
                    from = (int) (from * dense.dim(axis) + (dense.dim(axis) == 1 ? 0 : index));
                }
                Elements.add(
                        context.input(3).array(),
                        from * width,
                        context.output(0).array(),
                        i * width,
                        width);
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return SparseRules.typeOf(op, 1);
    }
}
