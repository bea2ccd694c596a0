package org.headrace.ops.kernels;

/**
 * The regularized incomplete gamma functions {@code P(a, x)}, the integral of {@code t^(a-1) exp(-t) / gamma(a)} from 0 to
 * {@code x}, and {@code Q = 1 - P}, and what follows from their derivatives: by P's power series where {@code x} is small, by
 * Q's continued fraction where it is not, each differentiated term by term (R. Moore, "Algorithm AS 187", 1982).
 */
public final class IncompleteGamma {
    private static final double EPSILON = 0x1p-53;
    private static final double BIG = 0x1p52;
    private static final int MOST_TERMS = 2000;
    private static final int MOST_TERMS_OF_DERIVATIVE = 500;

    private enum Result {
        /** Of the function. */
        VALUE,
        /** Of its derivative by {@code a}. */
        DERIVATIVE,
        /** Of the derivative by {@code a} of the {@code x} at which P has its value. */
        SAMPLE_DERIVATIVE
    }

    private IncompleteGamma() {}

    /** {@code P(a, x)}; NaN for {@code x < 0} and {@code a <= 0}. */
    public static double lower(double a, double x) {
        return lower(a, x, Result.VALUE);
    }

    /** {@code Q(a, x)}; NaN for {@code x < 0} and {@code a <= 0}. */
    public static double upper(double a, double x) {
        if (!(x >= 0) || !(a > 0)) {
            return Double.NaN;
        }
        return x < 1 || x < a ? 1 - series(a, x, Result.VALUE) : fraction(a, x, Result.VALUE);
    }

    /** The derivative of {@code P(a, x)} by {@code a}. */
    public static double derivative(double a, double x) {
        return lower(a, x, Result.DERIVATIVE);
    }

    /** How a sample {@code x} of the gamma distribution changes with {@code a}: M. Figurnov et al., "Implicit
     * reparameterization gradients", 2018. */
    public static double sampleDerivative(double a, double x) {
        return lower(a, x, Result.SAMPLE_DERIVATIVE);
    }

    private static double lower(double a, double x, Result result) {
        if (x == 0) {
            return 0;
        }
        if (!(x > 0) || !(a > 0)) {
            return Double.NaN;
        }
        if (x > 1 && x > a) {
            double upper = fraction(a, x, result);
            return result == Result.VALUE ? 1 - upper : -upper;
        }
        return series(a, x, result);
    }

    /** {@code x^a exp(-x) / gamma(a)}, 0 where that is too small. */
    private static double density(double a, double x) {
        double log = a * Math.log(x) - x - GammaFunctions.lgamma(a);
        return log >= -Math.log(Double.MAX_VALUE) ? Math.exp(log) : 0;
    }

    /** P by {@code density(a, x) / a * (1 + x/(a+1) + x^2/((a+1)(a+2)) + ...)}. */
    private static double series(double a, double x, Result result) {
        double density = density(a, x);
        if (density == 0) {
            return 0;
        }
        double sum = 1;
        double term = 1;
        double sumByA = 0;
        double termByA = 0;
        double r = a;
        boolean done = false;
        for (int i = 0; i < terms(result) && !done; i++) {
            r++;
            double factor = x / r;
            termByA = factor * termByA - x / (r * r) * term;
            sumByA += termByA;
            term *= factor;
            sum += term;
            done = result == Result.VALUE ? term <= EPSILON * sum : Math.abs(termByA) <= EPSILON * Math.abs(sumByA);
        }
        if (result == Result.VALUE) {
            return sum * density / a;
        }
        double byA = sumByA + sum * (Math.log(x) - GammaFunctions.digamma(a + 1));
        return result == Result.DERIVATIVE ? byA * density / a : -byA * x / a;
    }

    /** Q by its continued fraction; the sample's derivative with the sign that {@link #lower} turns. */
    private static double fraction(double a, double x, Result result) {
        if (x == Double.POSITIVE_INFINITY) {
            return 0;
        }
        double density = density(a, x);
        if (density == 0) {
            return 0;
        }
        double y = 1 - a;
        double z = x + y + 1;
        double p2 = 1; // numerators and denominators, the last and the last but one, and their derivatives by a
        double p1 = x + 1;
        double q2 = x;
        double q1 = z * x;
        double p2ByA = 0;
        double p1ByA = 0;
        double q2ByA = 0;
        double q1ByA = -x;
        double value = p1 / q1;
        double byA = (p1ByA - value * q1ByA) / q1;
        boolean done = false;
        for (int i = 1; i <= terms(result) && !done; i++) {
            y++;
            z += 2;
            double yc = y * i;
            double p = p1 * z - p2 * yc;
            double q = q1 * z - q2 * yc;
            double pByA = p1ByA * z - p1 - p2ByA * yc + p2 * i;
            double qByA = q1ByA * z - q1 - q2ByA * yc + q2 * i;
            if (q != 0) {
                double before = value;
                double beforeByA = byA;
                value = p / q;
                byA = (pByA - value * qByA) / q;
                done = result == Result.VALUE
                        ? Math.abs(before - value) <= EPSILON * Math.abs(value)
                        : Math.abs(byA - beforeByA) <= EPSILON;
            }
            double scale = Math.abs(p) > BIG ? 1 / BIG : 1;
            p2 = p1 * scale;
            p1 = p * scale;
            q2 = q1 * scale;
            q1 = q * scale;
            p2ByA = p1ByA * scale;
            p1ByA = pByA * scale;
            q2ByA = q1ByA * scale;
            q1ByA = qByA * scale;
        }
        if (result == Result.VALUE) {
            return value * density;
        }
        double whole = byA + value * (Math.log(x) - GammaFunctions.digamma(a));
        return result == Result.DERIVATIVE ? whole * density : -whole * x;
    }

    private static int terms(Result result) {
        return result == Result.VALUE ? MOST_TERMS : MOST_TERMS_OF_DERIVATIVE;
    }
}
