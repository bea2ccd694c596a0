package org.headrace.ops;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.array.DynamicPartition;
import org.headrace.ops.array.DynamicStitch;
import org.headrace.ops.array.EditDistance;
import org.headrace.ops.array.GatherNd;
import org.headrace.ops.array.GatherV2;
import org.headrace.ops.array.ListDiff;
import org.headrace.ops.array.OneHot;
import org.headrace.ops.array.ScatterNd;
import org.headrace.ops.array.StridedSlice;
import org.headrace.ops.array.Unique;
import org.headrace.ops.array.Where;

/** Picking and placing elements by index. */
public interface IndexOps extends OpBuilder {
    /**
     * Python's brackets: {@code tf.stridedSlice(x, Slice.at(0), Slice.range(1, 3))} is {@code x[0, 1:3]}.
     *
     * @throws org.headrace.core.InvalidArgumentException {@code slice index 3 of dimension 0 out of bounds}
     * @see StridedSlice
     */
    default Output stridedSlice(Output input, Slice... slices) {
        return Slices.pick(this, input, slices);
    }

    /** The elements {@code begin[i], begin[i] + strides[i], ...} before {@code end[i]} along each axis {@code i}. */
    default Output stridedSlice(Output input, int[] begin, int[] end, int[] strides) {
        Ops s = scoped("StridedSlice");
        Output first = s.constant(Tensor.of(begin), "begin");
        Output last = s.constant(Tensor.of(end), "end");
        return s.finish(new StridedSlice(0, 0, 0, 0, 0), input, first, last, s.constant(Tensor.of(strides), "strides"));
    }

    /**
     * The part of {@code input} that begins at {@code begin} and has size {@code size}, -1 for all the rest.
     *
     * @see org.headrace.ops.array.Slice
     */
    default Output slice(Output input, int[] begin, int[] size) {
        Ops s = scoped("Slice");
        Output first = s.constant(Tensor.of(begin), "begin");
        return s.finish(new org.headrace.ops.array.Slice(), input, first, s.constant(Tensor.of(size), "size"));
    }

    /** The same with a begin and a size that are computed: int32 or int64 vectors. */
    default Output slice(Output input, Output begin, Output size) {
        return add(new org.headrace.ops.array.Slice(), input, begin, size);
    }

    /** The slices of {@code params} along its first axis that {@code indices} lists. */
    default Output gather(Output params, Output indices) {
        return gather(params, indices, 0);
    }

    /**
     * The slices of {@code params} along an axis that {@code indices}, of int32 or int64 and any shape, lists:
     * {@code params[:axis] + indices + params[axis + 1:]} is the result's shape.
     *
     * @throws org.headrace.core.InvalidArgumentException {@code indices[0] = 5 is not in [0, 3)}
     * @see GatherV2
     */
    default Output gather(Output params, Output indices, int axis) {
        Ops s = scoped("GatherV2");
        return s.finish(new GatherV2(0), params, indices, s.constant(Tensor.of(axis), "axis"));
    }

    /**
     * The slices of {@code params} whose leading indices are the rows of {@code indices}.
     *
     * @see GatherNd
     */
    default Output gatherNd(Output params, Output indices) {
        return add(new GatherNd(), params, indices);
    }

    /**
     * Zeros of a shape with {@code updates} added where the rows of {@code indices} point.
     *
     * @see ScatterNd
     */
    default Output scatterNd(Output indices, Output updates, long... shape) {
        Ops s = scoped("ScatterNd");
        return s.finish(new ScatterNd(), indices, updates, s.constant(indices.dtype(), shape, "shape"));
    }

    /** The same of a shape that is computed: a vector of the indices' dtype. */
    default Output scatterNd(Output indices, Output updates, Output shape) {
        return add(new ScatterNd(), indices, updates, shape);
    }

    /** Float32 vectors of {@code depth} zeros with a one at the index, along a new last axis. */
    default Output oneHot(Output indices, int depth) {
        return oneHot(indices, depth, DType.FLOAT32);
    }

    /** The same of another dtype. */
    default Output oneHot(Output indices, int depth, DType dtype) {
        return oneHot(indices, depth, -1, dtype);
    }

    /**
     * Ones where the index along the new axis equals {@code indices}, zeros elsewhere. An index below 0 or not below the
     * depth gives zeros only.
     *
     * @param indices of uint8, int32 or int64
     * @param axis where the new axis goes; 0 puts classes on rows
     * @see OneHot
     */
    default Output oneHot(Output indices, int depth, int axis, DType dtype) {
        Ops s = scoped("one_hot");
        Output on = s.constant(Constants.one(dtype), "on_value");
        Output off = s.constant(Constants.zero(dtype), "off_value");
        return s.finish(new OneHot(axis), indices, s.constant(Tensor.of(depth), "depth"), on, off);
    }

    /** The same with other values than one and zero, of one Java type. */
    default Output oneHot(Output indices, int depth, Object onValue, Object offValue, int axis) {
        Ops s = scoped("one_hot");
        s.withName("Const").constant(onValue); // unused: TensorFlow's Python makes them to look at their dtypes
        s.withName("Const").constant(offValue);
        Output size = s.constant(Tensor.of(depth), "depth");
        Output on = s.constant(onValue, "on_value");
        return s.finish(new OneHot(axis), indices, size, on, s.constant(offValue, "off_value"));
    }

    /**
     * The indices of all elements that are true, a row for each, int64; how many there are is known when it runs.
     *
     * @see Where
     */
    default Output where(Output condition) {
        return add(new Where(), condition);
    }

    /**
     * The slices of {@code tensor} where {@code mask}, whose rank must be known, is true; the mask's shape is that of
     * {@code tensor}'s first dimensions.
     */
    default Output booleanMask(Output tensor, Output mask) {
        return booleanMask(tensor, mask, 0);
    }

    /** The same where the mask's shape is that of {@code tensor}'s dimensions from {@code axis} on. */
    default Output booleanMask(Output tensor, Output mask, int axis) {
        return Masks.booleanMask(scoped("boolean_mask"), tensor, mask, axis);
    }

    /** Booleans of shape {@code lengths + [maxlen]}, true for each of the first {@code lengths[i]} elements. */
    default Output sequenceMask(Output lengths, int maxlen) {
        Ops s = scoped("SequenceMask");
        return Masks.sequenceMask(s, lengths, s.withName("Const").constant(maxlen));
    }

    /** The same of a computed length, an int32 or int64 scalar, as ones and zeros of another dtype. */
    default Output sequenceMask(Output lengths, Output maxlen, DType dtype) {
        Ops s = scoped("SequenceMask");
        return s.cast(Masks.sequenceMask(s, lengths, maxlen), dtype);
    }

    /** The same as long as the longest. */
    default Output sequenceMask(Output lengths) {
        Ops s = scoped("SequenceMask");
        return Masks.sequenceMask(s, lengths, Masks.longest(s, lengths));
    }

    /**
     * The different elements of vector {@code x} in the order of their first occurrence, and for each element of {@code x}
     * its place among them, int32.
     *
     * @see Unique
     */
    default List<Output> unique(Output x) {
        return addOp(new Unique(DType.INT32), x).outputs();
    }

    /**
     * The elements of vector {@code x} that are not in vector {@code y}, and their places in {@code x}, int32.
     *
     * @see ListDiff
     */
    default List<Output> setdiff1d(Output x, Output y) {
        return addOp(new ListDiff(DType.INT32), x, y).outputs();
    }

    /**
     * The slices of {@code data} by the number that {@code partitions}, int32, gives them, from 0 to {@code numPartitions - 1}.
     *
     * @see DynamicPartition
     */
    default List<Output> dynamicPartition(Output data, Output partitions, int numPartitions) {
        return addOp(new DynamicPartition(numPartitions), data, partitions).outputs();
    }

    /**
     * Slices put where the indices, int32, say; of several for one index the last wins.
     *
     * @see DynamicStitch
     */
    default Output dynamicStitch(List<Output> indices, List<Output> data) {
        List<Output> inputs = new ArrayList<>(indices);
        inputs.addAll(data);
        return add(new DynamicStitch(), inputs.toArray(new Output[0]));
    }

    /**
     * The Levenshtein distances of the sequences along the last dimension of two sparse tensors of one dtype, float32.
     *
     * @param normalize whether they are divided by the length of the truth; then one to an empty truth is infinite
     * @see EditDistance
     */
    default Output editDistance(SparseOutput hypothesis, SparseOutput truth, boolean normalize) {
        return scoped("edit_distance")
                .finish(
                        new EditDistance(normalize),
                        hypothesis.indices(),
                        hypothesis.values(),
                        hypothesis.denseShape(),
                        truth.indices(),
                        truth.values(),
                        truth.denseShape());
    }
}
