package org.headrace.autodiff.cases;

import org.headrace.core.DType;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/** Compares results with expectations, in units in the last place. */
public final class Closeness {
    private Closeness() {}

    /** Says where the values are further apart than {@code ulps}, or null if nowhere. */
    public static @Nullable String difference(Tensor actual, Tensor expected, double ulps) {
        if (actual.dtype() != expected.dtype() || !actual.shape().equals(expected.shape())) {
            return "got " + actual.spec() + ", expected " + expected.spec();
        }
        if (!actual.dtype().isFloating()) {
            return actual.equals(expected) ? null : "got " + actual + ", expected " + expected;
        }
        boolean single = actual.dtype() == DType.FLOAT32;
        for (int i = 0; i < actual.size(); i++) {
            double a = actual.doubleAt(i);
            double e = expected.doubleAt(i);
            // TensorFlow flushes denormal results to zero
            double tiny = single ? Float.MIN_NORMAL : Double.MIN_NORMAL;
            double unit = Math.max(single ? Math.ulp((float) e) : Math.ulp(e), tiny);
            boolean same = Double.compare(a, e) == 0 || a == e && ulps > 0 || Double.isNaN(a) && Double.isNaN(e);
            if (!same && !(Math.abs(a - e) <= ulps * unit)) {
                return "element " + i + " is " + a + ", expected " + e + " within " + ulps + " ulp";
            }
        }
        return null;
    }
}
