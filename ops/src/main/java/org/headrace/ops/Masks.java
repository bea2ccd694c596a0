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

    static Output booleanMask(Ops s, Output tensor, Output mask) {
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
        Shape shape = tensor.shape();
        if (shape.hasRank() && (shape.rank() < rank || !shape.slice(0, rank).isCompatibleWith(known))) {
            throw new InvalidArgumentException("Shapes " + shape.slice(0, Math.min(rank, shape.rank())) + " and "
                    + known + " are incompatible: the mask's shape must be that of the tensor's first dimensions");
        }
        Output size = s.reduceProd(s.stridedSlice(s.shape(tensor), Slice.range(0, rank)), new int[] {0}, false);
        Output before = s.stridedSlice(s.shape(tensor), Slice.to(0));
        Output after = s.stridedSlice(s.shape(tensor), Slice.from(rank));
        Ops join = s.scoped("concat");
        Output middle = join.withName("values_1").stack(size);
        Output flatShape = join.finish(new ConcatV2(), before, middle, after, join.constant(Tensor.of(0), "axis"));
        Output flat = s.reshape(tensor, flatShape);
        Output rows = s.squeeze(s.where(s.reshape(mask, -1)), 1);
        return s.gather(flat, rows);
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
