package org.headrace.autodiff.random;

import java.util.function.IntPredicate;
import org.headrace.core.Tensor;

/** Compares values bit for bit, all NaNs being one. */
final class Bits {
    /** No element differs. */
    static final int NONE = -1;
    /** The dtypes or the shapes differ. */
    static final int SPEC = -2;

    private Bits() {}

    /** The first element that differs and is not to be passed over. */
    static int firstDifference(Tensor a, Tensor b, IntPredicate passOver) {
        if (a.dtype() != b.dtype() || !a.shape().equals(b.shape())) {
            return SPEC;
        }
        for (int i = 0; i < a.size(); i++) {
            boolean same = a.dtype().isFloating()
                    ? Double.compare(a.doubleAt(i), b.doubleAt(i)) == 0
                    : a.longAt(i) == b.longAt(i);
            if (!same && !passOver.test(i)) {
                return i;
            }
        }
        return NONE;
    }

    static String text(Tensor tensor, int i) {
        return tensor.dtype().isFloating() ? Double.toString(tensor.doubleAt(i)) : Long.toString(tensor.longAt(i));
    }
}
