package org.headrace.ops.kernels;

/** The logarithm of the gamma function, its derivatives, and Hurwitz's zeta function, which they are made of. */
public final class GammaFunctions {
    /** From here on Stirling's series, of this many terms, has a double's accuracy. */
    private static final double LARGE = 10;

    /** {@code B(2k) / (2k (2k - 1))}, k = 1, 2, ...: Abramowitz and Stegun, 6.1.40. */
    private static final double[] STIRLING = {
        1 / 12.0, -1 / 360.0, 1 / 1260.0, -1 / 1680.0, 1 / 1188.0, -691 / 360360.0, 1 / 156.0, -3617 / 122400.0
    };

    /** {@code B(2k) / 2k}, k = 1, 2, ...: Abramowitz and Stegun, 6.3.18. */
    private static final double[] PSI = {
        1 / 12.0, -1 / 120.0, 1 / 252.0, -1 / 240.0, 1 / 132.0, -691 / 32760.0, 1 / 12.0, -3617 / 8160.0
    };

    /** {@code B(2k) / (2k)!}, k = 1, 2, ...: the Euler-Maclaurin formula's. */
    private static final double[] EULER_MACLAURIN = {
        1 / 12.0,
        -1 / 720.0,
        1 / 30240.0,
        -1 / 1209600.0,
        1 / 47900160.0,
        -691 / 1307674368000.0,
        1 / 74724249600.0,
        -3617 / 10670622842880000.0,
        43867 / 5109094217170944000.0
    };

    private static final double EULER = 0.5772156649015329;
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;
    private static final double EPSILON = 0x1p-53;

    /** The Taylor series of {@code lgamma(2 + z)}: {@code (-1)^k (zeta(k) - 1) / k} for k = 2, 3, ... */
    private static final double[] NEAR_TWO = new double[30];

    static {
        for (int i = 0; i < NEAR_TWO.length; i++) {
            int k = i + 2;
            NEAR_TWO[i] = (k % 2 == 0 ? 1 : -1) * zeta(k, 2) / k;
        }
    }

    private GammaFunctions() {}

    /** {@code log(abs(gamma(x)))}; infinite at 0, -1, -2, ... */
    public static double lgamma(double x) {
        if (Double.isNaN(x) || x == Double.POSITIVE_INFINITY) {
            return x;
        }
        if (x <= 0) {
            double beyond = Math.abs(x - Math.rint(x));
            return beyond == 0 || x == Double.NEGATIVE_INFINITY
                    ? Double.POSITIVE_INFINITY
                    : Math.log(Math.PI) - Math.log(Math.sin(Math.PI * beyond)) - lgamma(1 - x);
        }
        if (x < 0.5) {
            return nearTwo(x) - Math.log1p(x) - Math.log(x);
        }
        if (x < 1.5) {
            return nearTwo(x - 1) - Math.log(x);
        }
        if (x < LARGE) {
            double product = 1;
            double rest = x;
            while (rest > 2.5) {
                rest--;
                product *= rest;
            }
            return product == 1 ? nearTwo(rest - 2) : nearTwo(rest - 2) + Math.log(product);
        }
        double series = 0;
        double square = 1 / (x * x);
        for (int i = STIRLING.length - 1; i >= 0; i--) {
            series = series * square + STIRLING[i];
        }
        return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + series / x;
    }

    /** {@code lgamma(2 + z)} for {@code abs(z) <= 1/2}. */
    private static double nearTwo(double z) {
        double series = 0;
        for (int i = NEAR_TWO.length - 1; i >= 0; i--) {
            series = series * z + NEAR_TWO[i];
        }
        return z * (1 - EULER + z * series);
    }

    /** The derivative of {@code log(gamma(x))}; infinite at 0, -1, -2, ... */
    public static double digamma(double x) {
        if (x <= 0) {
            if (x == Math.rint(x)) {
                return Double.POSITIVE_INFINITY;
            }
            double beyond = x - Math.rint(x);
            double cotangent = Math.abs(beyond) == 0.5 ? 0 : 1 / Math.tan(Math.PI * beyond);
            return digamma(1 - x) - Math.PI * cotangent;
        }
        double reciprocals = 0;
        double s = x;
        while (s < LARGE) {
            reciprocals += 1 / s;
            s++;
        }
        double square = 1 / (s * s);
        double series = 0;
        for (int i = PSI.length - 1; i >= 0; i--) {
            series = (series + PSI[i]) * square;
        }
        return Math.log(s) - 0.5 / s - series - reciprocals;
    }

    /** Derivative {@code n + 1} of {@code log(gamma(x))}; NaN if {@code n} is no whole number from 0 on. */
    public static double polygamma(double n, double x) {
        if (n != Math.floor(n) || n < 0) {
            return Double.NaN;
        }
        if (n == 0) {
            return digamma(x);
        }
        double sign = n % 2 == 0 ? -1 : 1;
        return sign * Math.exp(lgamma(n + 1)) * zeta(n + 1, x);
    }

    /**
     * The sum of {@code (k + q)^-x} for k = 0, 1, ...: the first terms, and what the Euler-Maclaurin formula makes of the
     * others. Infinite for {@code x = 1} and {@code q = 0, -1, -2, ...}; NaN for lesser {@code x}, and for other negative {@code q}
     * unless {@code x} is whole.
     */
    public static double zeta(double x, double q) {
        if (x == 1) {
            return Double.POSITIVE_INFINITY;
        }
        if (!(x > 1)) {
            return Double.NaN;
        }
        if (q <= 0) {
            if (q == Math.floor(q)) {
                return Double.POSITIVE_INFINITY;
            }
            if (x != Math.floor(x)) {
                return Double.NaN;
            }
        }
        double sum = Math.pow(q, -x);
        double a = q;
        double term = 0;
        for (int i = 0; i < 9 || a <= 9; i++) {
            a++;
            term = Math.pow(a, -x);
            sum += term;
            if (Math.abs(term / sum) < EPSILON) {
                return sum;
            }
        }
        sum += term * a / (x - 1) - term / 2;
        double factor = x * term / a;
        for (int i = 0; i < EULER_MACLAURIN.length; i++) {
            double correction = EULER_MACLAURIN[i] * factor;
            sum += correction;
            if (Math.abs(correction / sum) < EPSILON) {
                break;
            }
            factor *= (x + 2 * i + 1) * (x + 2 * i + 2) / (a * a);
        }
        return sum;
    }
}
