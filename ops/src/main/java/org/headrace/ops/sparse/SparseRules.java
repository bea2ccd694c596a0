package org.headrace.ops.sparse;

import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.DTypes;

/** What sparse tensors look like, when the graph is built and when it runs. */
final class SparseRules {
    static final DTypes INT64 = DTypes.of(DType.INT64);

    private SparseRules() {}

    /** Refuses inputs {@code indices}, {@code values}, {@code shape} that are no sparse tensor; returns its shape. */
    static Shape require(InferContext in, int indices, int values, int shape) {
        INT64.require(in, indices, "indices");
        INT64.require(in, shape, "shape");
        return requireParts(in, indices, values, shape);
    }

    /** The same for indices and a shape of another dtype. */
    static Shape requireParts(InferContext in, int indices, int values, int shape) {
        Shape matrix = in.requireRank(indices, 2);
        Shape list = in.requireRank(values, 1);
        Shape dims = in.requireRank(shape, 1);
        if (matrix.hasRank() && list.hasRank() && !matrix.slice(0, 1).isCompatibleWith(list)) {
            throw in.error(
                    "Number of values must match first dimension of indices. Got %s values, indices shape: %s",
                    list.toBrackets(), matrix.toBrackets());
        }
        if (matrix.hasRank() && dims.hasRank() && !matrix.slice(1, 2).isCompatibleWith(dims)) {
            throw in.error(
                    "Index rank and shape rank do not match: indices are %s, shape is %s",
                    matrix.toBrackets(), dims.toBrackets());
        }
        Shape known = in.constantAsShape(shape);
        if (!known.hasRank() && matrix.hasRank() && matrix.dim(1) != Shape.UNKNOWN) {
            return Shape.unknownDims((int) matrix.dim(1));
        }
        return known;
    }

    /** The value of a vector as a shape that can be had. */
    static Shape shape(KernelContext context, Tensor dims) {
        long[] values = new long[dims.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = dims.longAt(i);
            if (values[i] < 0) {
                throw context.error("Dimension %d of a sparse tensor's shape must be >= 0, it is %d", i, values[i]);
            }
        }
        return Shape.of(values);
    }

    /** Where in a dense tensor of this shape row {@code i} of the indices points, row-major. */
    static long place(KernelContext context, Tensor indices, int i, Tensor shape) {
        requireInside(context, indices, i, shape);
        int rank = shape.size();
        long place = 0;
        for (int axis = 0; axis < rank; axis++) {
            place = place * shape.longAt(axis) + indices.longAt(i * rank + axis);
        }
        return place;
    }

    /** Refuses row {@code i} of the indices if it points beyond the shape. */
    static void requireInside(KernelContext context, Tensor indices, int i, Tensor shape) {
        int rank = shape.size();
        for (int axis = 0; axis < rank; axis++) {
            long index = indices.longAt(i * rank + axis);
            if (index < 0 || index >= shape.longAt(axis)) {
                throw context.error(
                        "indices[%d] = %s is out of bounds: need 0 <= index < %s",
                        i, row(indices, i, rank), row(shape, 0, rank));
            }
        }
    }

    /** {@code [0,2]}: a row of indices. */
    static String row(Tensor indices, int i, int rank) {
        StringBuilder text = new StringBuilder("[");
        for (int axis = 0; axis < rank; axis++) {
            text.append(axis == 0 ? "" : ",").append(indices.longAt(i * rank + axis));
        }
        return text.append(']').toString();
    }

    /** How row {@code i} of {@code a} and row {@code j} of {@code b} are ordered. */
    static int compare(Tensor a, int i, Tensor b, int j, int rank) {
        for (int axis = 0; axis < rank; axis++) {
            int order = Long.compare(a.longAt(i * rank + axis), b.longAt(j * rank + axis));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    static Map<String, Object> typeOf(Op op, int input) {
        return Map.of("T", op.input(input).dtype());
    }
}
