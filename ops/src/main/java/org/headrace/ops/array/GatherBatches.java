package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;

/**
 * The gradient of a gather with indices of its own for each batch: all batches are laid side by side, so that one sum by
 * index does for all of them.
 */
final class GatherBatches {
    private GatherBatches() {}

    /**
     * The dense gradient of {@code params}.
     *
     * @param shape the shape of {@code params}, int32
     * @param size the number of indices, a vector of one
     */
    static Output gradient(Ops tf, Op op, Output dy, Output shape, Output size) {
        Output indices = op.input(1);
        Tensor constantAxis = op.graph().constantValue(op.input(2));
        Shape params = op.input(0).shape();
        if (constantAxis == null || !params.hasRank() || !indices.shape().hasRank()) {
            throw new UnimplementedException(
                    op,
                    "has no gradient with batch_dims unless the axis and the ranks of params and indices are known");
        }
        long given = ((GatherV2) op.type()).batchDims();
        int batch = (int) (given < 0 ? given + indices.shape().rank() : given);
        int axis = ShapeRules.axis(constantAxis.longAt(0), params.rank());
        int rank = params.rank();

        Output outerShape = tf.stridedSlice(shape, Slice.to(axis));
        Output innerShape = tf.stridedSlice(shape, Slice.from(axis + 1));
        Output picks = tf.stridedSlice(tf.shape(indices), Slice.from(batch));
        Output count = tf.reduceProd(picks);
        Output values = tf.reshape(dy, tf.concat(List.of(outerShape, tf.expandDims(count, 0), innerShape), 0));
        values = tf.transpose(values, moved(rank, axis, batch));

        Output batchShape = tf.stridedSlice(shape, Slice.to(batch));
        Output batches = tf.reduceProd(batchShape);
        Output rows = tf.stridedSlice(shape, Slice.at(axis));
        Output slice = tf.stridedSlice(tf.shape(values), Slice.from(batch + 1));
        Output flat = tf.reshape(values, tf.concat(List.of(size, slice), 0));
        Output sum = tf.math.unsortedSegmentSum(flat, ids(tf, indices, batches, count, rows), tf.mul(rows, batches));
        Output whole = tf.concat(List.of(batchShape, tf.expandDims(rows, 0), slice), 0);
        return tf.transpose(tf.reshape(sum, whole), moved(rank, batch, axis));
    }

    /** The indices as places among the rows of all batches, one after the other. */
    private static Output ids(Ops tf, Output indices, Output batches, Output count, Output rows) {
        Output starts = tf.mul(tf.range(batches), rows);
        Output perBatch = tf.reshape(indices, tf.stack(batches, count));
        Output places = tf.add(perBatch, tf.cast(tf.expandDims(starts, -1), indices.dtype()));
        return tf.reshape(places, tf.expandDims(tf.size(indices), 0));
    }

    /** The order of axes that moves axis {@code from} to {@code to}, the others keeping their order. */
    private static int[] moved(int rank, int from, int to) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            if (i != from) {
                order.add(i);
            }
        }
        order.add(to, from);
        return order.stream().mapToInt(Integer::intValue).toArray();
    }
}
