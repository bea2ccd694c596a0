package org.headrace.autodiff.cases;

import java.util.function.IntToDoubleFunction;
import org.headrace.core.DType;
import org.headrace.core.Tensor;
import org.headrace.ops.kernels.Complexes;
import org.jspecify.annotations.Nullable;

/** Compares results with expectations, in units in the last place. Complex numbers are held to those of absolute values. */
public final class Closeness {
    private Closeness() {}

    /** Says where the values are further apart than {@code ulps} units of what is expected there, or null if nowhere. */
    public static @Nullable String difference(Tensor actual, Tensor expected, double ulps) {
        Unit unit = Unit.of(expected.dtype());
        return difference(actual, expected, ulps > 0, i -> ulps * unit.at(size(expected, i)));
    }

    /** Says where the values are further apart than {@code ulps} units of the greatest of those expected, or null. */
    static @Nullable String differenceOfGreatest(Tensor actual, Tensor expected, double ulps) {
        double greatest = 0;
        for (int i = 0; i < expected.size(); i++) {
            double size = size(expected, i);
            greatest = Double.isFinite(size) ? Math.max(greatest, size) : greatest;
        }
        double most = ulps * Unit.of(expected.dtype()).at(greatest);
        return difference(actual, expected, true, i -> most);
    }

    /** Says where the values are further apart than {@code ulps} units of the magnitude given for each, or null. */
    static @Nullable String differenceOf(Tensor magnitudes, Tensor actual, Tensor expected, double ulps) {
        Unit unit = Unit.of(expected.dtype());
        return difference(actual, expected, true, i -> ulps * unit.at(magnitudes.doubleAt(i)));
    }

    private static @Nullable String difference(
            Tensor actual, Tensor expected, boolean signsOfZeroMayDiffer, IntToDoubleFunction most) {
        if (!actual.spec().equals(expected.spec())) {
            return "got " + actual.spec() + ", expected " + expected.spec();
        }
        if (!actual.dtype().isFloating() && !actual.dtype().isComplex()) {
            return actual.equals(expected) ? null : "got " + actual + ", expected " + expected;
        }
        for (int i = 0; i < actual.size(); i++) {
            double far = Math.hypot(real(actual, i) - real(expected, i), imaginary(actual, i) - imaginary(expected, i));
            boolean same = equal(real(actual, i), real(expected, i), signsOfZeroMayDiffer)
                            && equal(imaginary(actual, i), imaginary(expected, i), signsOfZeroMayDiffer)
                    || Double.isNaN(real(actual, i) + imaginary(actual, i))
                            && Double.isNaN(real(expected, i) + imaginary(expected, i));
            if (!same && !(far <= most.applyAsDouble(i))) {
                return "element " + i + " is " + text(actual, i) + ", expected " + text(expected, i) + " within "
                        + most.applyAsDouble(i);
            }
        }
        return null;
    }

    private static boolean equal(double a, double b, boolean signsOfZeroMayDiffer) {
        return Double.compare(a, b) == 0 || a == b && signsOfZeroMayDiffer;
    }

    private static double real(Tensor x, int i) {
        return x.dtype().isComplex() ? Complexes.real(x, i) : x.doubleAt(i);
    }

    private static double imaginary(Tensor x, int i) {
        return x.dtype().isComplex() ? Complexes.imaginary(x, i) : 0;
    }

    /** The absolute value of an element. */
    static double size(Tensor x, int i) {
        return Math.hypot(real(x, i), imaginary(x, i));
    }

    private static String text(Tensor x, int i) {
        return x.dtype().isComplex() ? real(x, i) + " + " + imaginary(x, i) + "i" : String.valueOf(x.doubleAt(i));
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
                case FLOAT32, COMPLEX64 -> new Unit(23, Float.MIN_NORMAL);
                default -> new Unit(52, Double.MIN_NORMAL);
            };
        }

        double at(double x) {
            return Math.max(Double.isFinite(x) ? Math.scalb(1.0, Math.getExponent(x) - digits) : 0, least);
        }
    }
}
