package org.headrace.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;

/** Grids and repetitions, made of other ops as TensorFlow's Python makes them. */
final class Grids {
    private Grids() {}

    static List<Output> meshgrid(Ops s, List<Output> args, String indexing) {
        if (!indexing.equals("xy") && !indexing.equals("ij")) {
            throw new InvalidArgumentException(
                    "indexing parameter must be either 'xy' or 'ij', not '" + indexing + "'");
        }
        int n = args.size();
        List<Output> grids = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            grids.add(along(s, args.get(i), i, n));
        }
        List<Output> sizes = new ArrayList<>();
        for (Output arg : args) {
            sizes.add(s.size(arg));
        }
        if (indexing.equals("xy") && n > 1) {
            grids.set(0, along(s, grids.get(0), 1, n));
            grids.set(1, along(s, grids.get(1), 0, n));
            Collections.swap(sizes, 0, 1);
        }
        Ops ones = s.scoped("ones");
        Output shape = ones.withName("packed").stack(sizes);
        Output whole = Constants.fill(ones, shape, Constants.one(args.get(0).dtype()));
        return grids.stream().map(grid -> s.withName("mul").mul(grid, whole)).toList();
    }

    /** All elements along one axis. */
    private static Output along(Ops s, Output x, int axis, int rank) {
        long[] shape = new long[rank];
        Arrays.fill(shape, 1);
        shape[axis] = -1;
        return s.reshape(x, shape);
    }

    static Output repeat(Ops s, Output input, Output repeats, int givenAxis) {
        if (!input.shape().hasRank()
                || !repeats.shape().hasRank()
                || repeats.shape().rank() > 1) {
            throw new InvalidArgumentException("the rank of " + input + " must be known, and " + repeats
                    + " must be a scalar or a vector, to repeat slices");
        }
        Output data = input.shape().rank() == 0 ? s.reshape(input, -1) : input;
        int rank = data.shape().rank();
        if (givenAxis < -rank || givenAxis >= rank) {
            throw new InvalidArgumentException("axis " + givenAxis + " is out of range: " + data + " has rank " + rank);
        }
        int axis = givenAxis < 0 ? givenAxis + rank : givenAxis;
        if (repeats.shape().rank() == 1
                && !repeats.shape().isCompatibleWith(Shape.of(data.shape().dim(axis)))) {
            throw new InvalidArgumentException(repeats + " must be as long as dimension " + axis + " of " + data);
        }
        Output shape = s.shape(data);
        Output before = s.stridedSlice(shape, Slice.to(axis));
        Output after = s.stridedSlice(shape, Slice.from(axis + 1));
        Output whole = s.concat(List.of(before, s.constant(new int[] {-1}), after), 0);
        return repeats.shape().rank() == 0
                ? s.reshape(tile(s, s.expandDims(data, axis + 1), axis + 1, repeats), whole)
                : repeatEach(s, data, repeats, axis, before, whole);
    }

    /** As often as the most repeated, and then without what is too much. */
    private static Output repeatEach(Ops s, Output data, Output repeats, int axis, Output before, Output whole) {
        Output zero = s.constant(repeats.dtype(), 0);
        Output most = s.maximum(zero, s.reduceMax(repeats, new int[] {0}, false));
        Output tiled = tile(s, s.expandDims(data, axis + 1), axis + 1, s.cast(most, DType.INT32));
        Output each = axis == 0 ? repeats : s.broadcastTo(repeats, s.concat(List.of(before, s.shape(repeats)), 0));
        each.setShape(Shape.unknownDims(axis + 1));
        Ops mask = s.scoped("SequenceMask");
        Output masked = s.booleanMask(tiled, Masks.sequenceMask(mask, each, most));
        return axis == 0 ? masked : s.reshape(masked, whole);
    }

    private static Output tile(Ops s, Output data, int axis, Output times) {
        Object[] multiples = new Object[data.shape().rank()];
        Arrays.fill(multiples, 1);
        multiples[axis] = times;
        return s.tile(data, s.stack(multiples));
    }
}
