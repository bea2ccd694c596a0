package org.headrace.ops;

import java.util.stream.IntStream;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.ConcatV2;
import org.headrace.ops.array.Range;
import org.headrace.ops.math.Cast;

/** Masks, made of other ops as TensorFlow's Python makes them. */
final class Masks {
    private Masks() {}

    static Output booleanMask(Ops s, Output tensor, Output mask, int axis) {
        Shape known = mask.shape();
        if (!known.hasRank()) {
            throw new InvalidArgumentException(
                    "Number of mask dimensions must be specified, even if some dimensions are"
                            + " unknown. E.g. shape=[-1] is ok, but an unknown shape is not.");
        }
        int rank = known.rank();
        if (rank == 0) {
            throw new InvalidArgumentException("mask cannot be scalar.");
        }
        requireFits(tensor.shape(), known, axis);
        Output size =
                s.reduceProd(s.stridedSlice(s.shape(tensor), Slice.range(axis, axis + rank)), new int[] {0}, false);
        Output before = s.stridedSlice(s.shape(tensor), Slice.to(axis));
        Output after = s.stridedSlice(s.shape(tensor), Slice.from(axis + rank));
        Ops join = s.scoped("concat");
        Output middle = join.withName("values_1").stack(size);
        Output flatShape = join.finish(new ConcatV2(), before, middle, after, join.constant(Tensor.of(0), "axis"));
        Output flat = s.reshape(tensor, flatShape);
        Output rows = s.squeeze(s.where(s.reshape(mask, -1)), 1);
        return s.gather(flat, rows, axis);
    }

    private static void requireFits(Shape tensor, Shape mask, int axis) {
        if (axis < 0) {
            throw new InvalidArgumentException("the axis of a mask must be at least 0, not " + axis);
        }
        if (!tensor.hasRank()) {
            return;
        }
        int end = axis + mask.rank();
        if (tensor.rank() < end || !tensor.slice(axis, end).isCompatibleWith(mask)) {
            throw new InvalidArgumentException(
                    "Shapes " + tensor.slice(Math.min(axis, tensor.rank()), Math.min(end, tensor.rank())) + " and "
                            + mask + " are incompatible: the mask's shape must be that of the tensor's "
                            + (axis == 0 ? "first dimensions" : "dimensions from " + axis + " on"));
        }
    }

    static Output sequenceMask(Ops s, Output lengths, Output maxlen) {
        DType dtype = maxlen.dtype();
        Ops constant = s.withName("Const");
        Output zero = constant.constant(dtype, 0);
        Output one = constant.constant(dtype, 1);
        Output row = s.add(new Range(), zero, maxlen, one);
        Output column = s.add(new Cast(dtype), s.expandDims(lengths, -1));
        return s.less(row, column);
    }

    static Output longest(Ops s, Output lengths) {
        Output axes;
        if (lengths.shape().hasRank()) {
            int[] all = IntStream.range(0, lengths.shape().rank()).toArray();
            axes = s.withName("Const").constant(all);
        } else {
            Output rank = s.rank(lengths);
            Ops r = s.scoped("Range");
            axes = r.finish(new Range(), r.constant(Tensor.of(0), "start"), rank, r.constant(Tensor.of(1), "delta"));
        }
        return s.reduceMax(lengths, axes);
    }
}
