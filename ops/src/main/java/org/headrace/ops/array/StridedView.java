package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.OpContext;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.kernels.StridedCopy;
import org.jspecify.annotations.Nullable;

/**
 * What a strided slice picks: the elements {@code start + i0 * strides[0] + i1 * strides[1] + ...} of a row-major array.
 *
 * @param sizes how many elements along each of the input's axes; empty if the shape is not known well enough
 * @param strides the distances between them in the array
 * @param start the place of the first
 * @param result the shape that the user sees, with new axes and without shrunken ones
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by value
record StridedView(int[] sizes, int[] strides, int start, Shape result) {
    /**
     * Works out a slice by TensorFlow's rules.
     *
     * @param begin where each position begins, null if that is not known yet; {@code end} likewise
     */
    static StridedView of(
            OpContext context,
            Shape shape,
            @Nullable Tensor begin,
            @Nullable Tensor end,
            Tensor strides,
            StridedSlice masks) {
        int mentioned = mentioned(context, shape.rank(), strides.size(), masks);
        long[] starts = new long[shape.rank()];
        long[] steps = new long[shape.rank()];
        long[] counts = shape.dims();
        Arrays.fill(steps, 1);
        List<Long> result = new ArrayList<>();
        int axis = 0;
        for (int position = 0; position < strides.size(); position++) {
            if (bit(masks.ellipsisMask(), position)) {
                for (int hidden = shape.rank() - mentioned; hidden > 0; hidden--) {
                    result.add(counts[axis++]);
                }
            } else if (bit(masks.newAxisMask(), position)) {
                result.add(1L);
            } else {
                Position slice = new Position(context, shape.dim(axis), position, axis, masks);
                slice.resolve(begin, end, Integers.get(strides, position));
                starts[axis] = slice.start;
                steps[axis] = slice.step;
                counts[axis] = slice.count;
                axis++;
                if (!bit(masks.shrinkAxisMask(), position)) {
                    result.add(slice.count);
                }
            }
        }
        while (axis < counts.length) {
            result.add(counts[axis++]);
        }
        Shape seen = Shape.of(result.stream().mapToLong(Long::longValue).toArray());
        if (!shape.isComplete() || !seen.isComplete()) {
            return new StridedView(new int[0], new int[0], 0, seen);
        }
        return place(shape, starts, steps, counts, seen);
    }

    private static StridedView place(Shape shape, long[] starts, long[] steps, long[] counts, Shape seen) {
        int[] strides = StridedCopy.strides(StridedCopy.dims(shape));
        int start = 0;
        int[] sizes = new int[counts.length];
        for (int i = 0; i < sizes.length; i++) {
            start += (int) (strides[i] * starts[i]);
            strides[i] = (int) (strides[i] * steps[i]);
            sizes[i] = (int) counts[i];
        }
        return new StridedView(sizes, strides, start, seen);
    }

    /** How many positions pick from an axis of the input; the ellipsis stands for the others. */
    private static int mentioned(OpContext context, int rank, int positions, StridedSlice masks) {
        int mentioned = 0;
        int ellipses = 0;
        for (int i = 0; i < positions; i++) {
            if (bit(masks.ellipsisMask(), i)) {
                ellipses++;
            } else if (!bit(masks.newAxisMask(), i)) {
                mentioned++;
            }
        }
        if (ellipses > 1) {
            throw context.error("Multiple ellipses in slice spec not allowed");
        }
        if (mentioned > rank) {
            throw context.error("Index out of range using input dim %d; input has only %d dims", rank, rank);
        }
        return mentioned;
    }

    private static boolean bit(long mask, int i) {
        return (mask >> i & 1) != 0;
    }

    /** One position of the slice: begin, end and stride on one axis, and what they come to. */
    private static final class Position {
        private final OpContext context;
        private final long dim;
        private final int position;
        private final int axis;
        private final StridedSlice masks;
        private long start;
        private long step = 1;
        private long count = Shape.UNKNOWN;

        Position(OpContext context, long dim, int position, int axis, StridedSlice masks) {
            this.context = context;
            this.dim = dim;
            this.position = position;
            this.axis = axis;
            this.masks = masks;
        }

        void resolve(@Nullable Tensor begin, @Nullable Tensor end, long stride) {
            if (stride == 0) {
                throw context.error("strides[%d] must be non-zero", axis);
            }
            if (bit(masks.shrinkAxisMask(), position)) {
                shrink(begin, stride);
                return;
            }
            boolean fromEdge = bit(masks.beginMask(), position);
            boolean toEdge = bit(masks.endMask(), position);
            step = stride;
            if (dim != Shape.UNKNOWN && (fromEdge || begin != null) && (toEdge || end != null)) {
                long lowest = stride > 0 ? 0 : -1;
                long highest = stride > 0 ? dim : dim - 1;
                start = fromEdge || begin == null
                        ? (stride > 0 ? lowest : highest)
                        : clamp(Integers.get(begin, position), lowest, highest);
                long stop = toEdge || end == null
                        ? (stride > 0 ? highest : lowest)
                        : clamp(Integers.get(end, position), lowest, highest);
                long interval = stop - start;
                boolean empty = interval == 0 || interval < 0 != stride < 0;
                count = empty ? 0 : interval / stride + (interval % stride == 0 ? 0 : 1);
                start = empty ? 0 : start;
            }
        }

        private void shrink(@Nullable Tensor begin, long stride) {
            if (stride < 0) {
                throw context.error("only stride 1 allowed on non-range indexing.");
            }
            count = 1;
            if (begin != null && dim != Shape.UNKNOWN) {
                long index = Integers.get(begin, position);
                start = index < 0 ? index + dim : index;
                if (start < 0 || start >= dim) {
                    throw context.error(
                            "slice index %d of dimension %d out of bounds: the dimension is %d", start, axis, dim);
                }
            }
        }

        private long clamp(long index, long lowest, long highest) {
            return Math.max(lowest, Math.min(highest, index < 0 ? index + dim : index));
        }
    }
}
