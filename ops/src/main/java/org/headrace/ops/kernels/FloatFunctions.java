package org.headrace.ops.kernels;

/**
 * Functions of float32 by polynomials and fused multiply-adds, an element at a time: the plain Java twin. The Vector API's
 * twin does the same operations in the same order, so both give the same bits. The polynomials are minimax ones of our own,
 * their coefficients rounded to float32 one after another.
 *
 * <p>Each function says how far it is from the exact one, in units in the last place of the result, over all numbers.
 * Infinities, NaN, signed zeros and subnormal numbers are those of the exact function.
 */
public final class FloatFunctions {
    /** {@code x + SHIFTER} has the integer nearest to {@code x} in its last bits, for {@code |x| < 2^22}. */
    public static final float SHIFTER = 0x1.8p23f;

    public static final int SHIFTER_BITS = 0x4b400000;
    public static final float LOG2_E = 0x1.715476p0f;
    public static final float LN2_HIGH = 0x1.62e4p-1f;
    public static final float LN2_LOW = 0x1.7f7d1cp-20f;

    /** Below, the exponential is 0. */
    public static final float EXP_MIN = -104;
    /** Above, it is infinite. */
    public static final float EXP_MAX = 89;
    /** Where {@code e^x} is still a normal number. */
    public static final float EXP_OF_NORMAL = -87;

    public static final float EXP_0 = 0x1.fffffcp-2f;
    public static final float EXP_1 = 0x1.55548cp-3f;
    public static final float EXP_2 = 0x1.555858p-5f;
    public static final float EXP_3 = 0x1.123da6p-7f;
    public static final float EXP_4 = 0x1.6ac13cp-10f;

    /** Below, {@code exp(x) - 1} is -1. */
    public static final float EXPM1_MIN = -25;
    /** Up to here, {@code f(x) = x} for the functions of slope 1 at 0. */
    public static final float TINY = 0x1p-30f;

    public static final float EXPM1_0 = 0x1p-1f;
    public static final float EXPM1_1 = 0x1.55552cp-3f;
    public static final float EXPM1_2 = 0x1.555502p-5f;
    public static final float EXPM1_3 = 0x1.1155a8p-7f;
    public static final float EXPM1_4 = 0x1.6d2e4ap-10f;
    public static final float EXPM1_5 = 0x1.3b8acep-13f;

    /** Below, the sigmoid, which would be denormal, is 0. */
    public static final float SIGMOID_MIN = -87.33654f;

    /** From here on, the hyperbolic tangent is 1. */
    public static final float TANH_MAX = 9.02f;

    /** The bits of 2/3: mantissas are taken between this and 4/3. */
    public static final int TWO_THIRDS_BITS = 0x3f2aaaab;

    public static final int ONE_BITS = 0x3f800000;
    public static final float LOG_0 = 0x1.555556p-2f;
    public static final float LOG_1 = -0x1.ffff02p-3f;
    public static final float LOG_2 = 0x1.99985ep-3f;
    public static final float LOG_3 = -0x1.559bbp-3f;
    public static final float LOG_4 = 0x1.24d7b2p-3f;
    public static final float LOG_5 = -0x1.f337040p-4f;
    public static final float LOG_6 = 0x1.bb45dcp-4f;
    public static final float LOG_7 = -0x1.07d8ap-3f;
    public static final float LOG_8 = 0x1.e05f4ep-4f;

    /** Up to here angles are reduced by three parts of pi/2; beyond, {@link StrictMath} is asked. */
    public static final float ANGLE_MAX = 0x1p20f;

    public static final float TWO_OVER_PI = 0x1.45f306p-1f;
    public static final float HALF_PI_HIGH = 0x1.921fb6p0f;
    public static final float HALF_PI_MIDDLE = -0x1.777a5cp-25f;
    public static final float HALF_PI_LOW = -0x1.ee59dap-50f;
    public static final float SIN_0 = -0x1.555546p-3f;
    public static final float SIN_1 = 0x1.110774p-7f;
    public static final float SIN_2 = -0x1.9951e8p-13f;
    public static final float COS_0 = 0x1.55554ap-5f;
    public static final float COS_1 = -0x1.6c0c28p-10f;
    public static final float COS_2 = 0x1.99e80cp-16f;
    public static final float TAN_0 = 0x1.55556p-2f;
    public static final float TAN_1 = 0x1.110d9ap-3f;
    public static final float TAN_2 = 0x1.badaep-5f;
    public static final float TAN_3 = 0x1.5cb268p-6f;
    public static final float TAN_4 = 0x1.63214p-7f;
    public static final float TAN_5 = 0x1.5fbb46p-14f;
    public static final float TAN_6 = 0x1.1f1264p-8f;

    /** Below, the error function is a polynomial times {@code x}; above, {@code 1 - exp(-polynomial)}. */
    public static final float ERF_MIDDLE = 0.92f;
    /** From here on, the error function is 1. */
    public static final float ERF_MAX = 3.95f;

    public static final float ERF_SMALL_0 = 0x1.06eba8p-3f;
    public static final float ERF_SMALL_1 = -0x1.81274p-2f;
    public static final float ERF_SMALL_2 = 0x1.ce2d62p-4f;
    public static final float ERF_SMALL_3 = -0x1.b800dep-6f;
    public static final float ERF_SMALL_4 = 0x1.54480ap-8f;
    public static final float ERF_SMALL_5 = -0x1.a5fec6p-11f;
    public static final float ERF_SMALL_6 = 0x1.4f63ccp-14f;
    public static final float ERF_LARGE_0 = -0x1.6e56dap-13f;
    public static final float ERF_LARGE_1 = 0x1.2127e4p0f;
    public static final float ERF_LARGE_2 = 0x1.44460cp-1f;
    public static final float ERF_LARGE_3 = 0x1.bb83d8p-4f;
    public static final float ERF_LARGE_4 = -0x1.9b8e1cp-6f;
    public static final float ERF_LARGE_5 = 0x1.11599cp-8f;
    public static final float ERF_LARGE_6 = -0x1.c78ae6p-12f;
    public static final float ERF_LARGE_7 = 0x1.61e08ep-16f;

    private static final int SIGN = Integer.MIN_VALUE;

    private FloatFunctions() {}

    /** {@code e^x}. Within 1.0 ulp. */
    public static float exp(float x) {
        float c = x < EXP_MIN ? EXP_MIN : x;
        c = c > EXP_MAX ? EXP_MAX : c;
        float shifted = Fma.of(c, LOG2_E, SHIFTER);
        float n = shifted - SHIFTER;
        float r = Fma.of(n, -LN2_LOW, Fma.of(n, -LN2_HIGH, c));
        float y = expPolynomial(r);
        int k = Float.floatToRawIntBits(shifted) - SHIFTER_BITS;
        int half = k >> 1; // in two steps, so that neither overflows and only the last is rounded
        return y * power(half) * power(k - half);
    }

    /** {@code e^x} for {@code x} of 0 or less; 0 below {@link #EXP_OF_NORMAL}. */
    public static float expOfNegative(float x) {
        float shifted = Fma.of(x, LOG2_E, SHIFTER);
        float n = shifted - SHIFTER;
        float r = Fma.of(n, -LN2_LOW, Fma.of(n, -LN2_HIGH, x));
        float y = expPolynomial(r) * power(Float.floatToRawIntBits(shifted) - SHIFTER_BITS);
        return x < EXP_OF_NORMAL ? 0 : y;
    }

    private static float expPolynomial(float r) {
        float q = Fma.of(EXP_4, r, EXP_3);
        q = Fma.of(q, r, EXP_2);
        q = Fma.of(q, r, EXP_1);
        q = Fma.of(q, r, EXP_0);
        return Fma.of(r * r, q, r) + 1;
    }

    /** {@code 2^k} for a normal result. */
    private static float power(int k) {
        return Float.intBitsToFloat((k << 23) + ONE_BITS);
    }

    /** {@code e^(r + lost) - 1 - r}. */
    private static float curve(float r, float lost) {
        float q = Fma.of(EXPM1_5, r, EXPM1_4);
        q = Fma.of(q, r, EXPM1_3);
        q = Fma.of(q, r, EXPM1_2);
        q = Fma.of(q, r, EXPM1_1);
        q = Fma.of(q, r, EXPM1_0);
        return Fma.of(r * r, q, lost);
    }

    /** {@code e^x - 1}. Within 1.3 ulp. */
    public static float expm1(float x) {
        float c = x < EXPM1_MIN ? EXPM1_MIN : x;
        c = c > EXP_MAX ? EXP_MAX : c;
        float shifted = Fma.of(c, LOG2_E, SHIFTER);
        float n = shifted - SHIFTER;
        float near = Fma.of(n, -LN2_HIGH, c);
        float r = Fma.of(n, -LN2_LOW, near);
        float lost = Fma.of(n, -LN2_LOW, near - r);
        float curve = curve(r, lost);
        float half = power(Float.floatToRawIntBits(shifted) - SHIFTER_BITS - 1); // 2^n may be infinite, its half is not
        float y = Fma.of(half, curve, Fma.of(half, r, half - 0.5f)) * 2;
        return Math.abs(x) < TINY ? x : y;
    }

    /** {@code log(x)}. Within 0.8 ulp. */
    public static float log(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        float scaled = subnormal ? x * 0x1p23f : x;
        int bits = Float.floatToRawIntBits(scaled);
        int k = (bits - TWO_THIRDS_BITS) >> 23;
        float r = Float.intBitsToFloat(bits - (k << 23)) - 1;
        float n = Float.intBitsToFloat(k + SHIFTER_BITS) - (subnormal ? SHIFTER + 23 : SHIFTER);
        float y = logSum(r, r * r * logPolynomial(r), n);
        y = x < Float.POSITIVE_INFINITY ? y : x;
        y = x < 0 ? Float.NaN : y;
        return x == 0 ? Float.NEGATIVE_INFINITY : y;
    }

    /** {@code (log(1 + r) - r) / r^2}. */
    private static float logPolynomial(float r) {
        float q = Fma.of(LOG_8, r, LOG_7);
        q = Fma.of(q, r, LOG_6);
        q = Fma.of(q, r, LOG_5);
        q = Fma.of(q, r, LOG_4);
        q = Fma.of(q, r, LOG_3);
        q = Fma.of(q, r, LOG_2);
        q = Fma.of(q, r, LOG_1);
        q = Fma.of(q, r, LOG_0);
        return Fma.of(q, r, -0.5f);
    }

    /** {@code n log(2) + r + small}. */
    private static float logSum(float r, float small, float n) {
        float sum = Fma.of(n, LN2_HIGH, r);
        float rest = Fma.of(n, LN2_HIGH, -sum) + r;
        return Fma.of(n, LN2_LOW, small) + rest + sum;
    }

    /** {@code log(1 + x)}. Within 0.95 ulp. */
    public static float log1p(float x) {
        float u = x + 1;
        float lost = x - (u - 1);
        int bits = Float.floatToRawIntBits(u);
        int k = (bits - TWO_THIRDS_BITS) >> 23;
        float scale = Float.intBitsToFloat(Math.max(ONE_BITS - (k << 23), 0));
        float r = Float.intBitsToFloat(bits - (k << 23)) - 1;
        float n = Float.intBitsToFloat(k + SHIFTER_BITS) - SHIFTER;
        lost *= scale;
        float y = logSum(r, Fma.of(r * r, logPolynomial(r), Fma.of(-r, lost, lost)), n);
        y = x < Float.POSITIVE_INFINITY ? y : x;
        y = x < -1 ? Float.NaN : y;
        y = x == -1 ? Float.NEGATIVE_INFINITY : y;
        return x == 0 ? x : y;
    }

    /** {@code 1 / (1 + e^-x)}; 0, as TensorFlow has it, where that is denormal. Within 2.2 ulp. */
    public static float sigmoid(float x) {
        float c = -Math.abs(x);
        float shifted = Fma.of(c, LOG2_E, SHIFTER);
        float n = shifted - SHIFTER;
        float r = Fma.of(n, -LN2_LOW, Fma.of(n, -LN2_HIGH, c));
        float e = expPolynomial(r) * power(Float.floatToRawIntBits(shifted) - SHIFTER_BITS);
        e = c < SIGMOID_MIN ? 0 : e;
        return (x < 0 ? e : 1) / (e + 1);
    }

    /** The hyperbolic tangent, {@code t / (t + 1)} with {@code t = (e^(2x) - 1) / 2}. Within 2.4 ulp. */
    public static float tanh(float x) {
        float magnitude = Math.abs(x);
        float c = magnitude > TANH_MAX ? TANH_MAX : magnitude;
        float shifted = Fma.of(c, 2 * LOG2_E, SHIFTER);
        float n = shifted - SHIFTER;
        float r = Fma.of(n, -LN2_LOW / 2, Fma.of(n, -LN2_HIGH / 2, c));
        float q = Fma.of(64 * EXPM1_5, r, 32 * EXPM1_4);
        q = Fma.of(q, r, 16 * EXPM1_3);
        q = Fma.of(q, r, 8 * EXPM1_2);
        q = Fma.of(q, r, 4 * EXPM1_1);
        q = Fma.of(q, r, 2 * EXPM1_0);
        q = Fma.of(r * r, q, r);
        float scale = power(Float.floatToRawIntBits(shifted) - SHIFTER_BITS);
        float t = Fma.of(scale, q, Fma.of(scale, 0.5f, -0.5f));
        return withSign(t / (t + 1), Float.floatToRawIntBits(x));
    }

    /** A number without sign, with that of {@code bits}. */
    private static float withSign(float magnitude, int bits) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(magnitude) ^ (bits & SIGN));
    }

    /** The sine. Within 1.6 ulp. */
    public static float sin(float x) {
        float magnitude = Math.abs(x);
        if (magnitude > ANGLE_MAX) {
            return (float) StrictMath.sin(x);
        }
        float shifted = Fma.of(magnitude, TWO_OVER_PI, SHIFTER);
        int quadrant = Float.floatToRawIntBits(shifted);
        float y = quarter(magnitude, shifted - SHIFTER, (quadrant & 1) != 0);
        return withSign(y, Float.floatToRawIntBits(x) ^ quadrant << 30);
    }

    /** The cosine. Within 1.6 ulp. */
    public static float cos(float x) {
        float magnitude = Math.abs(x);
        if (magnitude > ANGLE_MAX) {
            return (float) StrictMath.cos(x);
        }
        float shifted = Fma.of(magnitude, TWO_OVER_PI, SHIFTER);
        int quadrant = Float.floatToRawIntBits(shifted) + 1;
        float y = quarter(magnitude, shifted - SHIFTER, (quadrant & 1) != 0);
        return withSign(y, quadrant << 30);
    }

    /** The sine or cosine of {@code x - n pi/2}. */
    private static float quarter(float x, float n, boolean cosine) {
        float r = Fma.of(n, -HALF_PI_LOW, Fma.of(n, -HALF_PI_MIDDLE, Fma.of(n, -HALF_PI_HIGH, x)));
        float z = r * r;
        float s = Fma.of(SIN_2, z, SIN_1);
        s = Fma.of(s, z, SIN_0);
        float c = Fma.of(COS_2, z, COS_1);
        c = Fma.of(c, z, COS_0);
        return cosine ? Fma.of(z * z, c, Fma.of(z, -0.5f, 1)) : Fma.of(r * z, s, r);
    }

    /** The tangent. Within 2.1 ulp. */
    public static float tan(float x) {
        float magnitude = Math.abs(x);
        if (magnitude > ANGLE_MAX) {
            return (float) StrictMath.tan(x);
        }
        float shifted = Fma.of(magnitude, TWO_OVER_PI, SHIFTER);
        float n = shifted - SHIFTER;
        float near = Fma.of(n, -HALF_PI_HIGH, magnitude);
        float middle = n * HALF_PI_MIDDLE;
        float r = near - middle;
        float lost = Fma.of(n, -HALF_PI_LOW, near - r - middle - Fma.of(n, HALF_PI_MIDDLE, -middle));
        float z = r * r;
        float q = Fma.of(TAN_6, z, TAN_5);
        q = Fma.of(q, z, TAN_4);
        q = Fma.of(q, z, TAN_3);
        q = Fma.of(q, z, TAN_2);
        q = Fma.of(q, z, TAN_1);
        q = Fma.of(q, z, TAN_0);
        float curve = Fma.of(r * z, q, Fma.of(z, lost, lost));
        float t = curve + r;
        float inverse = -1 / t;
        float error = Fma.of(inverse, curve - (t - r), Fma.of(inverse, t, 1));
        boolean odd = (Float.floatToRawIntBits(shifted) & 1) != 0;
        float y = odd ? Fma.of(inverse, error, inverse) : t;
        return withSign(y, Float.floatToRawIntBits(x));
    }

    /** The error function. Within 1.05 ulp. */
    public static float erf(float x) {
        float magnitude = Math.abs(x);
        float z = x * x;
        float q = Fma.of(ERF_SMALL_6, z, ERF_SMALL_5);
        q = Fma.of(q, z, ERF_SMALL_4);
        q = Fma.of(q, z, ERF_SMALL_3);
        q = Fma.of(q, z, ERF_SMALL_2);
        q = Fma.of(q, z, ERF_SMALL_1);
        q = Fma.of(q, z, ERF_SMALL_0);
        float small = Fma.of(magnitude, q, magnitude);

        float c = magnitude > ERF_MAX ? ERF_MAX : magnitude;
        float t = Fma.of(ERF_LARGE_7, c, ERF_LARGE_6);
        t = Fma.of(t, c, ERF_LARGE_5);
        t = Fma.of(t, c, ERF_LARGE_4);
        t = Fma.of(t, c, ERF_LARGE_3);
        t = Fma.of(t, c, ERF_LARGE_2);
        t = Fma.of(t, c, ERF_LARGE_1);
        t = -Fma.of(t, c, ERF_LARGE_0);
        float shifted = Fma.of(t, LOG2_E, SHIFTER);
        float n = shifted - SHIFTER;
        float r = Fma.of(n, -LN2_LOW, Fma.of(n, -LN2_HIGH, t));
        float scale = power(Float.floatToRawIntBits(shifted) - SHIFTER_BITS);
        float large = Fma.of(-scale, expPolynomial(r), 1);
        return withSign(magnitude < ERF_MIDDLE ? small : large, Float.floatToRawIntBits(x));
    }

    /** {@code a^b}, computed in float64; the special cases are those of C. Within 0.51 ulp. */
    public static float pow(float a, float b) {
        return pow(a, b, DoubleFunctions.exp(b * DoubleFunctions.log(Math.abs(a))));
    }

    /** {@code a^b}, where {@code |a|^b} is known to be {@code power} if both are finite and {@code a} is not 0. */
    public static float pow(float a, float b, double power) {
        if (a > 0 && a < Float.POSITIVE_INFINITY && Math.abs(b) < Float.POSITIVE_INFINITY) {
            return (float) power;
        }
        if (a < 0 && a > Float.NEGATIVE_INFINITY && Math.abs(b) < 0x1p23f && b == Math.rint(b)) {
            return (float) (((int) b & 1) != 0 ? -power : power);
        }
        return (float) Power.of(a, b);
    }

    /** The integer next to {@code x}, to even if halfway. */
    public static float rint(float x) {
        float magnitude = Math.abs(x);
        float whole = magnitude + 0x1p23f - 0x1p23f;
        return magnitude < 0x1p23f ? Math.copySign(whole, x) : x;
    }

    /** The next integer that is not greater. */
    public static float floor(float x) {
        float whole = rint(x);
        return whole > x ? whole - 1 : whole;
    }

    /** The next integer that is not smaller. */
    public static float ceil(float x) {
        float whole = rint(x);
        return whole < x ? Math.copySign(whole + 1, x) : whole;
    }

    /** What floor division leaves, with the divisor's sign. */
    public static float floorMod(float a, float b) {
        float remainder = a % b;
        return remainder != 0 && b < 0 != remainder < 0 ? remainder + b : remainder;
    }
}
