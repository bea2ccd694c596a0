package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.array.GatherV2;
import org.headrace.ops.array.LowerBound;
import org.headrace.ops.array.Reshape;
import org.headrace.ops.array.ScatterNdNonAliasingAdd;
import org.headrace.ops.array.TensorScatterAdd;
import org.headrace.ops.array.TensorScatterSub;
import org.headrace.ops.array.TensorScatterUpdate;
import org.headrace.ops.array.UniqueV2;
import org.headrace.ops.array.UniqueWithCounts;
import org.headrace.ops.array.UnravelIndex;
import org.headrace.ops.array.UpperBound;
import org.headrace.ops.math.SelectV2;

/** Copies of tensors with parts of them changed, searching, and picking with broadcasts and batches. */
public interface UpdateOps extends ArrayOps {
    /**
     * {@code tensor} with slices replaced by those of {@code updates} where the rows of {@code indices} point. Any dtype.
     *
     * @param indices int32 or int64, {@code [..., depth]}
     * @param updates {@code indices.shape[:-1] + tensor.shape[depth:]}
     * @throws org.headrace.core.InvalidArgumentException {@code indices[0] = [5] does not index into shape [3]}
     * @see TensorScatterUpdate
     */
    default Output tensorScatterUpdate(Output tensor, Output indices, Output updates) {
        return add(new TensorScatterUpdate(), tensor, indices, updates);
    }

    /**
     * {@code tensor} with the slices of {@code updates} added where the rows of {@code indices} point; what is given twice
     * for a place is added twice. Numbers.
     *
     * @see TensorScatterAdd
     */
    default Output tensorScatterAdd(Output tensor, Output indices, Output updates) {
        return add(new TensorScatterAdd(), tensor, indices, updates);
    }

    /**
     * {@code tensor} with the slices of {@code updates} subtracted where the rows of {@code indices} point. Numbers.
     *
     * @see TensorScatterSub
     */
    default Output tensorScatterSub(Output tensor, Output indices, Output updates) {
        return add(new TensorScatterSub(), tensor, indices, updates);
    }

    /**
     * {@link #tensorScatterAdd} under its older name, {@code tf.scatter_nd_non_aliasing_add}.
     *
     * @see ScatterNdNonAliasingAdd
     */
    default Output scatterNdNonAliasingAdd(Output input, Output indices, Output updates) {
        return add(new ScatterNdNonAliasingAdd(), input, indices, updates);
    }

    /**
     * {@code condition ? x : y}, element by element, all three broadcast to one shape; {@code x} and {@code y} are of one
     * dtype, any. TensorFlow's {@code tf.where_v2}.
     *
     * @see SelectV2
     */
    default Output whereV2(Output condition, Output x, Output y) {
        return add(new SelectV2(), condition, x, y);
    }

    /**
     * The slices of {@code params} along {@code axis} that {@code indices} lists, with indices of their own for each place
     * of the {@code batchDims} leading dimensions, which both share: the result's shape is
     * {@code params[:axis] + indices[batchDims:] + params[axis + 1:]}.
     *
     * @see org.headrace.ops.array.GatherV2
     */
    default Output gather(Output params, Output indices, int axis, int batchDims) {
        Ops s = scoped("GatherV2");
        return s.finish(new GatherV2(batchDims), params, indices, s.constant(Tensor.of(axis), "axis"));
    }

    /** {@link #gather(Output, Output, int, int)} along the last axis of {@code indices}: TensorFlow's {@code tf.batch_gather}. */
    default Output batchGather(Output params, Output indices) {
        if (!indices.shape().hasRank() || indices.shape().rank() == 0) {
            throw new InvalidArgumentException(
                    "batch_gather needs indices of a known rank, at least 1, not " + indices);
        }
        int batchDims = indices.shape().rank() - 1;
        Ops s = scoped("BatchGather");
        return s.finish(new GatherV2(batchDims), params, indices, s.constant(Tensor.of(batchDims), "axis"));
    }

    /** The different elements of a vector, for each element its place among them, and how often each occurs. */
    record Counted(Output y, Output idx, Output count) {}

    /**
     * The different elements of vector {@code x} in the order of their first occurrence, for each element of {@code x} its
     * place among them, and how often each occurs; places and counts are int32.
     *
     * @see UniqueWithCounts
     */
    default Counted uniqueWithCounts(Output x) {
        return uniqueWithCounts(x, DType.INT32);
    }

    /** The same with places and counts of int32 or int64. */
    default Counted uniqueWithCounts(Output x, DType outIdx) {
        List<Output> outputs = addOp(new UniqueWithCounts(outIdx), x).outputs();
        return new Counted(outputs.get(0), outputs.get(1), outputs.get(2));
    }

    /**
     * The different slices of {@code x} along {@code axis} in the order of their first occurrence, and for each slice its
     * place among them, int32: TensorFlow's {@code gen_array_ops.unique_v2}.
     *
     * @see UniqueV2
     */
    default List<Output> unique(Output x, int axis) {
        Ops s = scoped("UniqueV2");
        Output axes = s.constant(Tensor.of(new int[] {axis}), "axis");
        return s.finish(new UniqueV2(DType.INT32), x, axes).op().outputs();
    }

    /** {@link #searchsorted(Output, Output, String, DType)} on the left, int32. */
    default Output searchsorted(Output sortedSequence, Output values) {
        return searchsorted(sortedSequence, values, "left", DType.INT32);
    }

    /**
     * Where in the rows of {@code sortedSequence [..., n]} the values {@code [..., m]} belong, in the shape of
     * {@code values}; both have the same leading dimensions. Real numbers.
     *
     * @param side {@code "left"}: before the elements that are equal to it; {@code "right"}: after them
     * @param outType int32 or int64
     * @see LowerBound
     * @see UpperBound
     */
    default Output searchsorted(Output sortedSequence, Output values, String side, DType outType) {
        if (!side.equals("left") && !side.equals("right")) {
            throw new InvalidArgumentException("side must be either 'right' or 'left'. Saw: " + side);
        }
        Output sequenceSize = Slices.pick(this, shape(sortedSequence), Slice.at(-1));
        Output valuesSize = Slices.pick(this, shape(values), Slice.at(-1));
        Output rows = rows(sortedSequence, sequenceSize);
        Output wanted = rows(values, valuesSize);
        Output places = side.equals("right")
                ? add(new UpperBound(outType), rows, wanted)
                : add(new LowerBound(outType), rows, wanted);
        return add(new Reshape(), places, shape(values));
    }

    private Output rows(Output x, Output size) {
        Ops s = scoped("Reshape");
        return s.finish(new Reshape(), x, s.withName("shape").stack(-1, size));
    }

    /**
     * The coordinates, in a tensor of shape {@code dims}, of elements given by their row-major numbers: of a scalar a vector,
     * of {@code n} a matrix {@code [dims, n]}. int32 or int64, both of one dtype.
     *
     * @throws org.headrace.core.InvalidArgumentException if a number is not below the product of {@code dims}
     * @see UnravelIndex
     */
    default Output unravelIndex(Output indices, Output dims) {
        return add(new UnravelIndex(), indices, dims);
    }
}
