package org.headrace.ops;

import java.util.Arrays;
import java.util.function.Predicate;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.ops.array.StridedSlice;
import org.headrace.ops.state.StridedSliceAssign;

/** Turns {@link Slice}s into the inputs and attributes of a {@link StridedSlice} op. */
final class Slices {
    private Slices() {}

    static Output pick(OpBuilder tf, Output input, Slice... slices) {
        Object[] ends = ends(tf, slices);
        Ops s = tf.scoped("strided_slice");
        Output[] range = range(s, slices, ends);
        StridedSlice type = new StridedSlice(
                beginMask(slices), endMask(slices), ellipsisMask(slices), newAxisMask(slices), shrinkAxisMask(slices));
        return s.finish(type, input, range[0], range[1], range[2]);
    }

    static Output assign(OpBuilder tf, Output ref, Output value, Slice... slices) {
        Object[] ends = ends(tf, slices);
        Ops s = tf.scoped("StridedSliceAssign");
        Output[] range = range(s, slices, ends);
        StridedSliceAssign type = new StridedSliceAssign(
                beginMask(slices), endMask(slices), ellipsisMask(slices), newAxisMask(slices), shrinkAxisMask(slices));
        return s.finish(type, ref, range[0], range[1], range[2], value);
    }

    private static Object[] ends(OpBuilder tf, Slice... slices) {
        return Arrays.stream(slices).map(slice -> end(tf, slice)).toArray();
    }

    /** Begin, end and strides as vectors of one dtype. */
    private static Output[] range(Ops s, Slice[] slices, Object[] ends) {
        Object[] begin = Arrays.stream(slices)
                .map(slice -> slice.begin() == null ? 0 : slice.begin())
                .toArray();
        Object[] strides = Arrays.stream(slices).map(Slice::step).toArray();
        Output[] packed = {stack(s, begin), stack(s, ends), stack(s, strides)};
        boolean wide = Arrays.stream(packed).anyMatch(vector -> vector.dtype() == DType.INT64);
        for (int i = 0; i < packed.length; i++) {
            packed[i] = wide && packed[i].dtype() != DType.INT64 ? s.cast(packed[i], DType.INT64) : packed[i];
        }
        return packed;
    }

    private static long beginMask(Slice[] slices) {
        return mask(slices, slice -> slice.kind() == Slice.Kind.RANGE && slice.begin() == null);
    }

    private static long endMask(Slice[] slices) {
        return mask(slices, slice -> slice.kind() == Slice.Kind.RANGE && slice.end() == null);
    }

    private static long ellipsisMask(Slice[] slices) {
        return mask(slices, slice -> slice.kind() == Slice.Kind.ELLIPSIS);
    }

    private static long newAxisMask(Slice[] slices) {
        return mask(slices, slice -> slice.kind() == Slice.Kind.NEW_AXIS);
    }

    private static long shrinkAxisMask(Slice[] slices) {
        return mask(slices, slice -> slice.kind() == Slice.Kind.INDEX);
    }

    private static Object end(OpBuilder tf, Slice slice) {
        if (slice.kind() == Slice.Kind.INDEX && slice.begin() instanceof Output index) {
            // Python adds before it opens the scope of the slice
            return tf.withName("add").add(index, 1);
        }
        return slice.end() == null ? 0 : slice.end();
    }

    private static Output stack(Ops s, Object[] values) {
        return Constants.pack(s.scoped("stack"), values);
    }

    private static long mask(Slice[] slices, Predicate<Slice> holds) {
        long mask = 0;
        for (int i = 0; i < slices.length; i++) {
            mask |= holds.test(slices[i]) ? 1L << i : 0;
        }
        return mask;
    }
}
