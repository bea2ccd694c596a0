package org.headrace.ops.array;

import java.util.Arrays;
import org.headrace.core.InferContext;
import org.headrace.core.OpContext;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.kernels.StridedCopy;
import org.headrace.ops.state.InPlace;

/**
 * Rows of indices into the leading dimensions of a tensor, as {@code GatherNd} and {@code ScatterNd} take them.
 *
 * @param rows how many rows there are
 * @param dims the dimensions that a row indexes
 * @param slice how many elements of the tensor each row stands for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by value
public record NdIndex(int rows, int[] dims, int slice) {
    /** {@code updates} must have the shape of the slices that the rows of {@code indices} name in {@code shape}. */
    public static void requireUpdates(InferContext in, Shape indices, Shape updates, Shape shape) {
        if (indices.hasRank() && indices.rank() == 0) {
            throw in.error("Shape must be at least rank 1 but is rank 0: indices must be at least a vector");
        }
        if (!shape.hasRank() || !indices.hasRank() || !updates.hasRank() || indices.dim(-1) == Shape.UNKNOWN) {
            return;
        }
        long depth = indices.dim(-1);
        boolean fits = depth <= shape.rank();
        if (fits) {
            Shape needed = indices.slice(0, indices.rank() - 1).concat(shape.slice((int) depth, shape.rank()));
            fits = needed.isCompatibleWith(updates);
        }
        if (!fits) {
            throw in.error(
                    "Must have updates.shape = indices.shape[:-1] + shape[indices.shape[-1]:], got updates.shape: %s,"
                            + " indices.shape: %s, shape: %s",
                    updates.toBrackets(), indices.toBrackets(), shape.toBrackets());
        }
    }

    /** Rows of indices of a complete shape into a tensor of another. */
    public static NdIndex of(Shape indices, Shape indexed) {
        int depth = (int) indices.dim(-1);
        return new NdIndex(
                indices.slice(0, indices.rank() - 1).size(),
                StridedCopy.dims(indexed.slice(0, depth)),
                indexed.slice(depth, indexed.rank()).size());
    }

    /** The number of the slice that row {@code i} points to, or -1 if it points outside. */
    int place(Tensor indices, int i) {
        int place = 0;
        for (int axis = 0; axis < dims.length; axis++) {
            long index = Integers.get(indices, i * dims.length + axis);
            if (index < 0 || index >= dims[axis]) {
                return -1;
            }
            place = place * dims[axis] + (int) index;
        }
        return place;
    }

    /** All rows must point into the tensor. */
    public void requireInRange(OpContext context, Tensor indices) {
        for (int i = 0; i < rows; i++) {
            if (place(indices, i) < 0) {
                throw context.error(
                        "indices%s = %s does not index into shape %s",
                        position(indices, i),
                        row(indices, i),
                        context.op().input(0).shape().toBrackets());
            }
        }
    }

    /** Changes the slices of {@code x} that the rows name by those of {@code updates}, in their order. */
    public void change(Tensor x, Tensor indices, Tensor updates, InPlace change) {
        for (int i = 0; i < rows; i++) {
            change.apply(x, place(indices, i) * slice, updates, i * slice, slice);
        }
    }

    /** Row {@code i} as messages print it: {@code [5, 0]}. */
    String row(Tensor indices, int i) {
        long[] row = new long[dims.length];
        for (int axis = 0; axis < row.length; axis++) {
            row[axis] = Integers.get(indices, i * dims.length + axis);
        }
        return Arrays.toString(row);
    }

    /** Where row {@code i} stands among the rows: {@code [2]}; nothing if there is but one. */
    String position(Tensor indices, int i) {
        Shape shape = indices.shape();
        return Integers.position(shape.slice(0, shape.rank() - 1), i);
    }
}
