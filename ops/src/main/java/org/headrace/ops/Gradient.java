package org.headrace.ops;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Output;
import org.jspecify.annotations.Nullable;

/** What a gradient rule gives for one input: a dense gradient, slices of one, or none. */
public sealed interface Gradient {
    /** The outputs do not depend on the input, or not smoothly. */
    Gradient NONE = new None();

    /** See {@link #NONE}. */
    record None() implements Gradient {}

    /** A gradient of the input's own shape. */
    record Dense(Output value) implements Gradient {}

    /**
     * A gradient that is zero but for some rows: row {@code indices[i]} has {@code values[i]}, and what is given twice for
     * a row adds up. TensorFlow's {@code tf.IndexedSlices}.
     *
     * @param denseShape the shape of the whole, a vector
     */
    record IndexedSlices(Output values, Output indices, Output denseShape) implements Gradient {
        /** The whole gradient: rows given twice summed, by {@code UnsortedSegmentSum}. */
        public Output toDense(Ops tf) {
            Output rows = tf.stridedSlice(denseShape, Slice.at(0));
            return tf.math.unsortedSegmentSum(values, indices, rows);
        }
    }

    static Gradient of(Output value) {
        return new Dense(value);
    }

    /** The gradients of several inputs, {@code null} for {@link #NONE}. */
    static List<Gradient> list(@Nullable Output... values) {
        List<Gradient> gradients = new ArrayList<>(values.length);
        for (Output value : values) {
            gradients.add(value == null ? NONE : of(value));
        }
        return gradients;
    }
}
