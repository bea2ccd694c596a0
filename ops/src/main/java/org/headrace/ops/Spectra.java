package org.headrace.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.kernels.StridedCopy;
import org.headrace.ops.state.Const;

/** What comes before the transforms of real numbers: their lengths, and zeros where the input has fewer. */
final class Spectra {
    private Spectra() {}

    /** Adds the transform, as the op that {@code s} is named after. */
    static Output of(Ops s, OpType transform, Output input, Output lengths, int axes, boolean inverse) {
        return s.finish(transform, padded(s, input, lengths, axes, inverse), lengths);
    }

    /** The input's own dimensions. */
    static Output lengths(Ops s, Output input, int axes) {
        Shape last = last(input, axes);
        return last.isComplete()
                ? s.constant(Tensor.of(StridedCopy.dims(last)))
                : s.stridedSlice(s.shape(input), Slice.from(-axes));
    }

    /** The lengths of the real numbers whose spectrum this is. */
    static Output realLengths(Ops s, Output input, int axes) {
        Shape last = last(input, axes);
        if (last.isComplete()) {
            int[] dims = StridedCopy.dims(last);
            dims[axes - 1] = Math.max(0, 2 * (dims[axes - 1] - 1));
            return s.constant(Tensor.of(dims));
        }
        Output shape = s.stridedSlice(s.shape(input), Slice.from(-axes));
        List<Output> dims = new ArrayList<>(s.unstack(shape, axes, 0));
        Output twice = s.withName("mul").mul(2, s.withName("sub").sub(dims.get(axes - 1), 1));
        dims.set(axes - 1, s.maximum(0, twice));
        return s.stack(dims);
    }

    private static Shape last(Output input, int axes) {
        Shape shape = input.shape();
        return shape.hasRank() && shape.rank() >= axes
                ? shape.slice(shape.rank() - axes, shape.rank())
                : Shape.unknown();
    }

    private static Output padded(Ops s, Output input, Output lengths, int axes, boolean inverse) {
        Shape last = last(input, axes);
        Tensor known = lengths.op().type() instanceof Const constant ? constant.value() : null;
        if (input.shape().hasRank() && Arrays.stream(input.shape().dims()).anyMatch(dim -> dim == 0)) {
            return input;
        }
        if (known == null || !last.isComplete() || known.size() != axes) {
            return paddedWhenItRuns(s, input, lengths, axes, inverse);
        }
        int rank = input.shape().rank();
        int[][] paddings = new int[rank][2];
        boolean any = false;
        for (int i = 0; i < axes; i++) {
            long wanted = inverse && i == axes - 1 ? known.longAt(i) / 2 + 1 : known.longAt(i);
            long missing = Math.max(0, wanted - last.dim(i));
            paddings[rank - axes + i][1] = Math.toIntExact(missing);
            any |= missing > 0;
        }
        return any ? s.pad(input, paddings) : input;
    }

    private static Output paddedWhenItRuns(Ops s, Output input, Output lengths, int axes, boolean inverse) {
        Output rank = s.rank(input);
        Output dims = s.stridedSlice(s.shape(input), Slice.from(-axes));
        Output outer = s.maximum(0, s.withName("sub").sub(rank, axes));
        Output zeros = s.zeros(s.stack(List.of(outer)), lengths.dtype());
        Output wanted = lengths;
        if (inverse) {
            Output half = s.withName("floordiv").floorDiv(s.stridedSlice(lengths, Slice.from(-1)), 2);
            Output kept = s.withName("add").add(half, 1);
            wanted = s.concat(List.of(s.stridedSlice(lengths, Slice.to(-1)), kept), 0);
        }
        Output missing = s.maximum(0, s.withName("sub").sub(wanted, dims));
        Output paddings = s.concat(List.of(zeros, missing), 0);
        return s.pad(input, s.stack(List.of(s.zerosLike(paddings), paddings), 1));
    }
}
