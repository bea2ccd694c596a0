package org.headrace.autodiff.cases;

import org.headrace.core.DType;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/** Compares results with expectations, in units in the last place. */
public final class Closeness {
    private Closeness() {}

    /**
     * Says where the values are further apart than {@code ulps}, or null if nowhere. Complex numbers are held to units of
     * their absolute values.
     */
    public static @Nullable String difference(Tensor actual, Tensor expected, double ulps) {
        if (actual.dtype() != expected.dtype() || !actual.shape().equals(expected.shape())) {
            return "got " + actual.spec() + ", expected " + expected.spec();
        }
        if (actual.dtype().isComplex()) {
            return complexDifference(actual, expected, ulps);
        }
        if (!actual.dtype().isFloating()) {
            return actual.equals(expected) ? null : "got " + actual + ", expected " + expected;
        }
        Unit unitOf = Unit.of(actual.dtype());
        for (int i = 0; i < actual.size(); i++) {
            double a = actual.doubleAt(i);
            double e = expected.doubleAt(i);
            double unit = unitOf.at(e);
            boolean same = Double.compare(a, e) == 0 || a == e && ulps > 0 || Double.isNaN(a) && Double.isNaN(e);
            if (!same && !(Math.abs(a - e) <= ulps * unit)) {
                return "element " + i + " is " + a + ", expected " + e + " within " + ulps + " ulp";
            }
        }
        return null;
    }

    private static @Nullable String complexDifference(Tensor actual, Tensor expected, double ulps) {
        boolean single = actual.dtype() == DType.COMPLEX64;
        Unit unitOf = Unit.of(single ? DType.FLOAT32 : DType.FLOAT64);
        for (int i = 0; i < 2 * actual.size(); i += 2) {
            double re = single ? actual.floats()[i] : actual.doubles()[i];
            double im = single ? actual.floats()[i + 1] : actual.doubles()[i + 1];
            double expectedRe = single ? expected.floats()[i] : expected.doubles()[i];
            double expectedIm = single ? expected.floats()[i + 1] : expected.doubles()[i + 1];
            double far = Math.hypot(re - expectedRe, im - expectedIm);
            boolean same = re == expectedRe && im == expectedIm
                    || Double.isNaN(re + im) && Double.isNaN(expectedRe + expectedIm);
            if (!same && !(far <= ulps * unitOf.at(Math.hypot(expectedRe, expectedIm)))) {
                return "element " + i / 2 + " is " + re + " + " + im + "i, expected " + expectedRe + " + " + expectedIm
                        + "i within " + ulps + " ulp";
            }
        }
        return null;
    }

    /**
     * The unit in the last place of a dtype's numbers.
     *
     * @param digits binary digits behind the leading one
     * @param least that of the smallest normal number, below which there are none: TensorFlow flushes denormal results to 0
     */
    private record Unit(int digits, double least) {
        static Unit of(DType dtype) {
            return switch (dtype) {
                case FLOAT16 -> new Unit(10, 0x1p-24);
                case BFLOAT16 -> new Unit(7, Float.MIN_NORMAL);
                case FLOAT32 -> new Unit(23, Float.MIN_NORMAL);
                default -> new Unit(52, Double.MIN_NORMAL);
            };
        }

        double at(double x) {
            return Math.max(Double.isFinite(x) ? Math.scalb(1.0, Math.getExponent(x) - digits) : 0, least);
        }
    }
}
