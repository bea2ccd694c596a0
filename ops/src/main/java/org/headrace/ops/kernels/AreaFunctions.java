package org.headrace.ops.kernels;

/**
 * The inverse hyperbolic functions in float64, by logarithms in the forms that lose no digits near 0 and do not overflow.
 * Within two units in the last place.
 */
final class AreaFunctions {
    /** From here on {@code x^2 + 1} is {@code x^2}. */
    private static final double LARGE = 0x1p28;

    private static final double LN2 = 0x1.62e42fefa39efp-1;

    private AreaFunctions() {}

    static double asinh(double x) {
        double a = Math.abs(x);
        double y;
        if (a >= LARGE) {
            y = StrictMath.log(a) + LN2;
        } else if (a > 2) {
            y = StrictMath.log(2 * a + 1 / (Math.sqrt(a * a + 1) + a));
        } else {
            y = StrictMath.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
        }
        return Math.copySign(y, x);
    }

    static double acosh(double x) {
        if (x < 1) {
            return Double.NaN;
        } else if (x >= LARGE) {
            return StrictMath.log(x) + LN2;
        } else if (x > 2) {
            return StrictMath.log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
        }
        double t = x - 1;
        return StrictMath.log1p(t + Math.sqrt(2 * t + t * t));
    }

    static double atanh(double x) {
        double a = Math.abs(x);
        double y =
                a < 0.5 ? 0.5 * StrictMath.log1p(2 * a + 2 * a * a / (1 - a)) : 0.5 * StrictMath.log1p(2 * a / (1 - a));
        return Math.copySign(y, x);
    }
}
