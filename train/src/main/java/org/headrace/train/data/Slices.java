package org.headrace.train.data;

import org.headrace.core.Tensor;

/** Copies runs of elements between tensors of one dtype. */
final class Slices {
    private Slices() {}

    /** Copies {@code count} elements, whatever their width. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // equal dtypes have arrays of equal type
    static void copy(Tensor from, long fromElement, Tensor to, long toElement, long count) {
        int width = from.dtype().width();
        System.arraycopy(
                from.array(),
                Math.toIntExact(fromElement * width),
                to.array(),
                Math.toIntExact(toElement * width),
                Math.toIntExact(count * width));
    }
}
