package org.headrace.ops.signal;

import org.headrace.core.Output;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;

/** How many elements transforms are of, as the gradients compute it. */
final class Sizes {
    private Sizes() {}

    /** The product of {@code x}'s last dimensions. */
    static Output of(Ops tf, Output x, int axes) {
        return tf.reduceProd(tf.stridedSlice(tf.shape(x), Slice.from(-axes)));
    }
}
