package org.headrace.ops.kernels;

/**
 * The modified Bessel functions of the first kind, of orders 0 and 1, times {@code exp(-abs(x))}: by their power series,
 * whose terms are all positive, or for large {@code x} by Hankel's asymptotic one (Abramowitz and Stegun, 9.6.10 and 9.7.1).
 */
public final class BesselFunctions {
    /** From here on the least term of the asymptotic series is below a double's accuracy. */
    private static final double LARGE = 20;

    private static final double EPSILON = 0x1p-54;

    private BesselFunctions() {}

    /** {@code exp(-abs(x)) I0(x)}. */
    public static double i0e(double x) {
        return scaled(0, Math.abs(x));
    }

    /** {@code exp(-abs(x)) I1(x)}. */
    public static double i1e(double x) {
        return Math.copySign(scaled(1, Math.abs(x)), x);
    }

    private static double scaled(int order, double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        return x < LARGE ? powers(order, x) * Math.exp(-x) : asymptotic(order, x);
    }

    private static double powers(int order, double x) {
        double quarter = x * x / 4;
        double term = order == 0 ? 1 : x / 2;
        double sum = term;
        for (int k = 1; term > EPSILON * sum; k++) {
            term *= quarter / ((double) k * (k + order));
            sum += term;
        }
        return sum;
    }

    private static double asymptotic(int order, double x) {
        double mu = 4.0 * order * order;
        double term = 1;
        double sum = 1;
        for (int k = 1; Math.abs(term) > EPSILON; k++) {
            double odd = 2.0 * k - 1;
            term *= (odd * odd - mu) / (8 * x * k);
            sum += term;
        }
        return sum / Math.sqrt(2 * Math.PI * x);
    }
}
