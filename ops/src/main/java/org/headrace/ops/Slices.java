package org.headrace.ops;

import java.util.Arrays;
import java.util.function.Predicate;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.ops.array.StridedSlice;

/** Turns {@link Slice}s into the inputs and attributes of a {@link StridedSlice} op. */
final class Slices {
    private Slices() {}

    static Output pick(OpBuilder tf, Output input, Slice... slices) {
        Object[] begin = new Object[slices.length];
        Object[] end = new Object[slices.length];
        Object[] strides = new Object[slices.length];
        for (int i = 0; i < slices.length; i++) {
            Slice slice = slices[i];
            begin[i] = slice.begin() == null ? 0 : slice.begin();
            end[i] = end(tf, slice);
            strides[i] = slice.step();
        }
        StridedSlice type = new StridedSlice(
                mask(slices, slice -> slice.kind() == Slice.Kind.RANGE && slice.begin() == null),
                mask(slices, slice -> slice.kind() == Slice.Kind.RANGE && slice.end() == null),
                mask(slices, slice -> slice.kind() == Slice.Kind.ELLIPSIS),
                mask(slices, slice -> slice.kind() == Slice.Kind.NEW_AXIS),
                mask(slices, slice -> slice.kind() == Slice.Kind.INDEX));
        Ops s = tf.scoped("strided_slice");
        Output[] packed = {stack(s, begin), stack(s, end), stack(s, strides)};
        boolean wide = Arrays.stream(packed).anyMatch(vector -> vector.dtype() == DType.INT64);
        for (int i = 0; i < packed.length; i++) {
            packed[i] = wide && packed[i].dtype() != DType.INT64 ? s.cast(packed[i], DType.INT64) : packed[i];
        }
        return s.finish(type, input, packed[0], packed[1], packed[2]);
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
