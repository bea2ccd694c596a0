package org.headrace.ops.sparse;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/**
 * The indices of a sparse tensor's entries under another shape of as many elements, of which one dimension may be -1, and that
 * shape: TensorFlow's {@code SparseReshape}. The values stay.
 */
public record SparseReshape() implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        SparseRules.INT64.require(in, 0, "input_indices");
        SparseRules.INT64.require(in, 1, "input_shape");
        SparseRules.INT64.require(in, 2, "new_shape");
        Shape indices = in.requireRank(0, 2);
        in.requireRank(1, 1);
        Shape shape = in.requireRank(2, 1);
        long rank = shape.hasRank() ? shape.dim(0) : Shape.UNKNOWN;
        long entries = indices.hasRank() ? indices.dim(0) : Shape.UNKNOWN;
        return List.of(TensorSpec.of(DType.INT64, entries, rank), TensorSpec.of(DType.INT64, rank));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = (int) signature.input(0).shape().dim(0);
        int rank = (int) signature.input(2).shape().dim(0);
        return context -> {
            Tensor indices = context.output(0);
            long[] dims = context.output(1).longs();
            setDims(context, rank, dims);
            for (int i = 0; i < n; i++) {
                long place = SparseRules.place(context, context.input(0), i, context.input(1));
                for (int axis = rank - 1; axis >= 0; axis--) {
                    indices.longs()[i * rank + axis] = place % dims[axis];
                    place /= dims[axis];
                }
            }
        };
    }

    private static void setDims(KernelContext context, int rank, long[] dims) {
        Tensor asked = context.input(2);
        long elements = SparseRules.shape(context, context.input(1)).elements();
        long known = 1;
        int open = -1;
        for (int axis = 0; axis < rank; axis++) {
            dims[axis] = asked.longAt(axis);
            if (dims[axis] == -1 && open >= 0) {
                throw context.error("only one output dimension may be -1, not both %d and %d", open, axis);
            }
            if (dims[axis] < -1) {
                throw context.error("size %d must be non-negative, not %d", axis, dims[axis]);
            }
            open = dims[axis] == -1 ? axis : open;
            if (dims[axis] > 0 && known > Long.MAX_VALUE / dims[axis]) {
                throw context.error("the requested shape has more elements than a long can count");
            }
            known = dims[axis] == -1 ? known : known * dims[axis];
        }
        if (open >= 0) {
            if (known == 0) {
                throw context.error("reshape cannot infer the missing input size for an empty tensor");
            }
            dims[open] = elements / known;
            known *= dims[open];
        }
        if (known != elements) {
            throw context.error(
                    "Input to reshape is a tensor with %d dense values, but the requested shape has %d",
                    elements, known);
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of();
    }
}
