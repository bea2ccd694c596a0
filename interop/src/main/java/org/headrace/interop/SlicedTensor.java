package org.headrace.interop;

import java.util.BitSet;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** A tensor that is put together of slices, or taken apart. */
final class SlicedTensor {
    private final Tensor whole;
    private final BitSet filled = new BitSet();

    SlicedTensor(DType dtype, Shape shape) {
        this.whole = Tensor.zeros(dtype, shape);
    }

    /** Whether slices are inside a tensor of this shape, and have as many elements together as it has. */
    static boolean couldBeWhole(List<TensorSlice> slices, Shape shape) {
        long elements = 0;
        for (TensorSlice slice : slices) {
            if (!slice.fits(shape)) {
                return false;
            }
            elements += slice.shapeIn(shape).elements();
            if (elements > shape.elements()) {
                return false;
            }
        }
        return elements == shape.elements();
    }

    /** Puts a slice, which fits, into its place. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // equal dtypes have arrays of equal type
    void put(TensorSlice slice, Tensor values) {
        Shape shape = whole.shape();
        Shape box = slice.shapeIn(shape);
        int row = box.isScalar() ? 1 : (int) box.dim(box.rank() - 1);
        int width = whole.dtype().width();
        for (int from = 0; from < values.size(); from += row) {
            int to = place(slice, shape, box, from);
            System.arraycopy(values.array(), from * width, whole.array(), to * width, row * width);
            filled.set(to, to + row);
        }
    }

    /** Where element {@code index} of the box is in the whole. */
    private static int place(TensorSlice slice, Shape shape, Shape box, int index) {
        int rest = index;
        int stride = 1;
        int place = 0;
        for (int i = shape.rank() - 1; i >= 0; i--) {
            int size = (int) box.dim(i);
            place += (int) (slice.starts().get(i) + rest % size) * stride;
            rest /= size;
            stride *= (int) shape.dim(i);
        }
        return place;
    }

    /** The elements of a slice, which fits. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // equal dtypes have arrays of equal type
    static Tensor take(TensorSlice slice, Tensor whole) {
        Shape box = slice.shapeIn(whole.shape());
        Tensor values = Tensor.zeros(whole.dtype(), box);
        int row = box.isScalar() ? 1 : (int) box.dim(box.rank() - 1);
        int width = whole.dtype().width();
        for (int to = 0; to < values.size(); to += row) {
            int from = place(slice, whole.shape(), box, to);
            System.arraycopy(whole.array(), from * width, values.array(), to * width, row * width);
        }
        return values;
    }

    boolean isWhole() {
        return filled.cardinality() == whole.size();
    }

    Tensor whole() {
        return whole;
    }
}
