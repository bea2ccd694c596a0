package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;

/**
 * The gradient of {@link GatherV2}'s params, with the ops that TensorFlow adds: along axis 0 the slices that were picked,
 * along other axes their dense sum.
 */
final class GatherGradient {
    private GatherGradient() {}

    /** Of {@code GatherV2}. */
    static List<Gradient> of(Ops tf, Op op, Output dy) {
        long batchDims = ((GatherV2) op.type()).batchDims();
        Output params = op.input(0);
        Ops beside = tf.colocatedWith(params.op());
        Output shape = beside.cast(beside.shape(params, DType.INT64), DType.INT32);
        Output size = tf.expandDims(tf.size(op.input(1)), 0);
        if (batchDims != 0) {
            return Gradient.list(GatherBatches.gradient(tf, op, dy, shape, size), null, null);
        }
        Tensor axis = op.graph().constantValue(op.input(2));
        if (axis == null || axis.longAt(0) != 0) {
            return Gradient.list(dense(tf, op, dy, shape, size), null, null);
        }
        return List.of(slices(tf, op, dy, shape, size), Gradient.NONE, Gradient.NONE);
    }

    /** Of {@code Gather}, whose axis is always 0. */
    static List<Gradient> ofFirstAxis(Ops tf, Op op, Output dy) {
        Output shape = tf.colocatedWith(op.input(0).op()).shape(op.input(0));
        Output size = tf.expandDims(tf.size(op.input(1)), 0);
        return List.of(slices(tf, op, dy, shape, size), Gradient.NONE);
    }

    private static Gradient slices(Ops tf, Op op, Output dy, Output shape, Output size) {
        Output slice = tf.stridedSlice(shape, Slice.from(1));
        Output values = tf.reshape(dy, tf.concat(List.of(size, slice), 0));
        return new Gradient.IndexedSlices(values, tf.reshape(op.input(1), size), shape);
    }

    /** The axis is brought to the front, the slices summed up by index, and the axis put back. */
    private static Output dense(Ops tf, Op op, Output dy, Output shape, Output size) {
        Output axis = op.input(2);
        Output outerShape = tf.stridedSlice(shape, Slice.to(axis));
        Output outer = tf.size(outerShape);
        Output innerShape = tf.stridedSlice(tf.stridedSlice(shape, Slice.from(axis)), Slice.from(1));
        Output inner = tf.size(innerShape);
        Ops add = tf.withName("add");
        Output outerAxes = tf.range(outer);
        Output first = add.add(outer, 1);
        Output innerAxes = tf.range(first, add.add(add.add(outer, 1), inner));
        Output values = tf.reshape(dy, tf.concat(List.of(outerShape, size, innerShape), 0));
        Output rows = tf.reshape(op.input(1), size);
        Ops forth = tf.scoped("concat");
        Output front = forth.withName("values_0").stack(outer);
        Output toFront =
                forth.finish(new ConcatV2(), front, outerAxes, innerAxes, forth.constant(Tensor.of(0), "axis"));
        Output moved = tf.transpose(values, toFront);
        Output segments = tf.stridedSlice(shape, Slice.at(axis));
        Output sum = tf.math.unsortedSegmentSum(moved, rows, segments);
        Output shifted = add.add(outerAxes, 1);
        Ops back = tf.scoped("concat");
        Output zero = back.constant(Tensor.of(new int[] {0}), "values_1");
        Output toBack = back.finish(new ConcatV2(), shifted, zero, innerAxes, back.constant(Tensor.of(0), "axis"));
        return tf.transpose(sum, toBack);
    }
}
