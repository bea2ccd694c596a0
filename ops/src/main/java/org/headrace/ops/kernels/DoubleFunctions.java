package org.headrace.ops.kernels;

/**
 * Functions of float64 by polynomials and fused multiply-adds, an element at a time: the plain Java twin. The Vector API's
 * twin does the same operations in the same order, so both give the same bits. The polynomials are minimax ones of our own.
 *
 * <p>Within two units in the last place of the result, the hyperbolic tangent within four. Infinities, NaN, signed zeros and
 * subnormal numbers are those of the exact function.
 */
public final class DoubleFunctions {
    /** {@code x + SHIFTER} has the integer nearest to {@code x} in its last bits, for {@code |x| < 2^51}. */
    public static final double SHIFTER = 0x1.8p52;

    public static final long SHIFTER_BITS = 0x4338000000000000L;
    public static final double LOG2_E = 0x1.71547652b82fep0;
    public static final double LN2_HIGH = 0x1.62e42feep-1;
    public static final double LN2_LOW = 0x1.a39ef35793c76p-33;

    /** Below, the exponential is 0. */
    public static final double EXP_MIN = -746;
    /** Above, it is infinite. */
    public static final double EXP_MAX = 710;
    /** Where {@code e^x} is still a normal number. */
    public static final double EXP_OF_NORMAL = -708;

    public static final double EXP_0 = 0x1.000000000000ap-1;
    public static final double EXP_1 = 0x1.5555555555424p-3;
    public static final double EXP_2 = 0x1.55555555502e5p-5;
    public static final double EXP_3 = 0x1.111111112a8c7p-7;
    public static final double EXP_4 = 0x1.6c16c1868342bp-10;
    public static final double EXP_5 = 0x1.a01a01e6418b7p-13;
    public static final double EXP_6 = 0x1.a01991292e744p-16;
    public static final double EXP_7 = 0x1.71dc226c4d05ap-19;
    public static final double EXP_8 = 0x1.28b77b8a87865p-22;
    public static final double EXP_9 = 0x1.b3faa64e233bdp-26;

    /** Below, {@code exp(x) - 1} is -1. */
    public static final double EXPM1_MIN = -50;
    /** Up to here, {@code f(x) = x} for the functions of slope 1 at 0. */
    public static final double TINY = 0x1p-60;

    public static final double EXPM1_0 = 0x1p-1;
    public static final double EXPM1_1 = 0x1.5555555555559p-3;
    public static final double EXPM1_2 = 0x1.555555555555ap-5;
    public static final double EXPM1_3 = 0x1.111111110f6e4p-7;
    public static final double EXPM1_4 = 0x1.6c16c16c14e75p-10;
    public static final double EXPM1_5 = 0x1.a01a01af627b6p-13;
    public static final double EXPM1_6 = 0x1.a01a019fea9fcp-16;
    public static final double EXPM1_7 = 0x1.71ddfba7f4ddap-19;
    public static final double EXPM1_8 = 0x1.27e50be5683b8p-22;
    public static final double EXPM1_9 = 0x1.af55b15a95b98p-26;
    public static final double EXPM1_10 = 0x1.1ee07c9202f2bp-29;

    /** Below, the sigmoid, which would be denormal, is 0. */
    public static final double SIGMOID_MIN = -708.3964185322641;

    /** From here on, the hyperbolic tangent is 1. */
    public static final double TANH_MAX = 19.1;

    /** The bits of the root of 1/2: mantissas are taken between this and the root of 2. */
    public static final long ROOT_HALF_BITS = 0x3fe6a09e667f3bcdL;

    public static final long ONE_BITS = 0x3ff0000000000000L;
    public static final double LOG_0 = 0x1.5555555555593p-1;
    public static final double LOG_1 = 0x1.999999997f9f6p-2;
    public static final double LOG_2 = 0x1.249249422a7a6p-2;
    public static final double LOG_3 = 0x1.c71c51d795293p-3;
    public static final double LOG_4 = 0x1.746649bddefb2p-3;
    public static final double LOG_5 = 0x1.39a093e7a0a55p-3;
    public static final double LOG_6 = 0x1.2f1191881cd15p-3;

    private DoubleFunctions() {}

    /** {@code e^x}. */
    public static double exp(double x) {
        double c = x < EXP_MIN ? EXP_MIN : x;
        c = c > EXP_MAX ? EXP_MAX : c;
        double shifted = Fma.of(c, LOG2_E, SHIFTER);
        double n = shifted - SHIFTER;
        double r = Fma.of(n, -LN2_LOW, Fma.of(n, -LN2_HIGH, c));
        double y = expPolynomial(r);
        long k = Double.doubleToRawLongBits(shifted) - SHIFTER_BITS;
        long half = k >> 1; // in two steps, so that neither overflows and only the last is rounded
        return y * power(half) * power(k - half);
    }

    /** {@code e^x} for {@code x} of 0 or less; 0 below {@link #EXP_OF_NORMAL}. */
    public static double expOfNegative(double x) {
        double shifted = Fma.of(x, LOG2_E, SHIFTER);
        double n = shifted - SHIFTER;
        double r = Fma.of(n, -LN2_LOW, Fma.of(n, -LN2_HIGH, x));
        double y = expPolynomial(r) * power(Double.doubleToRawLongBits(shifted) - SHIFTER_BITS);
        return x < EXP_OF_NORMAL ? 0 : y;
    }

    private static double expPolynomial(double r) {
        double q = Fma.of(EXP_9, r, EXP_8);
        q = Fma.of(q, r, EXP_7);
        q = Fma.of(q, r, EXP_6);
        q = Fma.of(q, r, EXP_5);
        q = Fma.of(q, r, EXP_4);
        q = Fma.of(q, r, EXP_3);
        q = Fma.of(q, r, EXP_2);
        q = Fma.of(q, r, EXP_1);
        q = Fma.of(q, r, EXP_0);
        return Fma.of(r * r, q, r) + 1;
    }

    /** {@code 2^k} for a normal result. */
    private static double power(long k) {
        return Double.longBitsToDouble((k << 52) + ONE_BITS);
    }

    /** {@code e^(r + lost) - 1 - r}. */
    private static double curve(double r, double lost) {
        double q = Fma.of(EXPM1_10, r, EXPM1_9);
        q = Fma.of(q, r, EXPM1_8);
        q = Fma.of(q, r, EXPM1_7);
        q = Fma.of(q, r, EXPM1_6);
        q = Fma.of(q, r, EXPM1_5);
        q = Fma.of(q, r, EXPM1_4);
        q = Fma.of(q, r, EXPM1_3);
        q = Fma.of(q, r, EXPM1_2);
        q = Fma.of(q, r, EXPM1_1);
        q = Fma.of(q, r, EXPM1_0);
        return Fma.of(r * r, q, lost);
    }

    /** {@code e^x - 1}. */
    public static double expm1(double x) {
        double c = x < EXPM1_MIN ? EXPM1_MIN : x;
        c = c > EXP_MAX ? EXP_MAX : c;
        double shifted = Fma.of(c, LOG2_E, SHIFTER);
        double n = shifted - SHIFTER;
        double near = Fma.of(n, -LN2_HIGH, c);
        double r = Fma.of(n, -LN2_LOW, near);
        double curve = curve(r, Fma.of(n, -LN2_LOW, near - r));
        double half = power(Double.doubleToRawLongBits(shifted) - SHIFTER_BITS - 1); // 2^n may be infinite
        double y = Fma.of(half, curve, Fma.of(half, r, half - 0.5)) * 2;
        return Math.abs(x) < TINY ? x : y;
    }

    /** {@code log(x)}. */
    public static double log(double x) {
        boolean subnormal = x < Double.MIN_NORMAL;
        double scaled = subnormal ? x * 0x1p52 : x;
        long bits = Double.doubleToRawLongBits(scaled);
        long k = (bits - ROOT_HALF_BITS) >> 52;
        double r = Double.longBitsToDouble(bits - (k << 52)) - 1;
        double n = Double.longBitsToDouble(k + SHIFTER_BITS) - (subnormal ? SHIFTER + 52 : SHIFTER);
        double y = logPolynomial(r, n);
        y = x < Double.POSITIVE_INFINITY ? y : x;
        y = x < 0 ? Double.NaN : y;
        return x == 0 ? Double.NEGATIVE_INFINITY : y;
    }

    /** {@code n log(2) + log(1 + r)}: with {@code s = r / (2 + r)} the latter is {@code 2 atanh(s) = r - s (r - ...)}. */
    private static double logPolynomial(double r, double n) {
        double s = r / (r + 2);
        double z = s * s;
        double q = Fma.of(LOG_6, z, LOG_5);
        q = Fma.of(q, z, LOG_4);
        q = Fma.of(q, z, LOG_3);
        q = Fma.of(q, z, LOG_2);
        q = Fma.of(q, z, LOG_1);
        q = Fma.of(q, z, LOG_0);
        double h = r * 0.5 * r;
        double small = Fma.of(n, LN2_LOW, s * Fma.of(q, z, h)) - h;
        return Fma.of(n, LN2_HIGH, small + r);
    }

    /** {@code log(1 + x)}. */
    public static double log1p(double x) {
        double u = x + 1;
        double lost = x - (u - 1);
        long bits = Double.doubleToRawLongBits(u);
        long k = (bits - ROOT_HALF_BITS) >> 52;
        double scale = Double.longBitsToDouble(Math.max(ONE_BITS - (k << 52), 0));
        double r = Fma.of(lost, scale, Double.longBitsToDouble(bits - (k << 52)) - 1);
        double n = Double.longBitsToDouble(k + SHIFTER_BITS) - SHIFTER;
        double y = logPolynomial(r, n);
        y = x < Double.POSITIVE_INFINITY ? y : x;
        y = x < -1 ? Double.NaN : y;
        y = x == -1 ? Double.NEGATIVE_INFINITY : y;
        return x == 0 ? x : y;
    }

    /** {@code 1 / (1 + e^-x)}; 0, as TensorFlow has it, where that is denormal. */
    public static double sigmoid(double x) {
        double c = -Math.abs(x);
        double shifted = Fma.of(c, LOG2_E, SHIFTER);
        double n = shifted - SHIFTER;
        double r = Fma.of(n, -LN2_LOW, Fma.of(n, -LN2_HIGH, c));
        double e = expPolynomial(r) * power(Double.doubleToRawLongBits(shifted) - SHIFTER_BITS);
        e = c < SIGMOID_MIN ? 0 : e;
        return (x < 0 ? e : 1) / (e + 1);
    }

    /** The hyperbolic tangent, {@code t / (t + 1)} with {@code t = (e^(2x) - 1) / 2}. */
    public static double tanh(double x) {
        double magnitude = Math.abs(x);
        double c = magnitude > TANH_MAX ? TANH_MAX : magnitude;
        double shifted = Fma.of(c, 2 * LOG2_E, SHIFTER);
        double n = shifted - SHIFTER;
        double r = Fma.of(n, -LN2_LOW / 2, Fma.of(n, -LN2_HIGH / 2, c));
        double q = Fma.of(2048 * EXPM1_10, r, 1024 * EXPM1_9);
        q = Fma.of(q, r, 512 * EXPM1_8);
        q = Fma.of(q, r, 256 * EXPM1_7);
        q = Fma.of(q, r, 128 * EXPM1_6);
        q = Fma.of(q, r, 64 * EXPM1_5);
        q = Fma.of(q, r, 32 * EXPM1_4);
        q = Fma.of(q, r, 16 * EXPM1_3);
        q = Fma.of(q, r, 8 * EXPM1_2);
        q = Fma.of(q, r, 4 * EXPM1_1);
        q = Fma.of(q, r, 2 * EXPM1_0);
        q = Fma.of(r * r, q, r);
        double scale = power(Double.doubleToRawLongBits(shifted) - SHIFTER_BITS);
        double t = Fma.of(scale, q, Fma.of(scale, 0.5, -0.5));
        return Math.copySign(t / (t + 1), x);
    }

    /** The integer next to {@code x}, to even if halfway. */
    public static double rint(double x) {
        double magnitude = Math.abs(x);
        double whole = magnitude + 0x1p52 - 0x1p52;
        return magnitude < 0x1p52 ? Math.copySign(whole, x) : x;
    }

    /** The next integer that is not greater. */
    public static double floor(double x) {
        double whole = rint(x);
        return whole > x ? whole - 1 : whole;
    }

    /** The next integer that is not smaller. */
    public static double ceil(double x) {
        double whole = rint(x);
        return whole < x ? Math.copySign(whole + 1, x) : whole;
    }

    /** What floor division leaves, with the divisor's sign. */
    public static double floorMod(double a, double b) {
        double remainder = a % b;
        return remainder != 0 && b < 0 != remainder < 0 ? remainder + b : remainder;
    }
}
