package org.headrace.ops.array;

import java.util.Arrays;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.kernels.StridedCopy;

/**
 * Rows of indices into the leading dimensions of a tensor, as {@code GatherNd} and {@code ScatterNd} take them.
 *
 * @param rows how many rows there are
 * @param dims the dimensions that a row indexes
 * @param slice how many elements of the tensor each row stands for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by value
record NdIndex(int rows, int[] dims, int slice) {
    static NdIndex of(Shape indices, Shape indexed) {
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
