package org.headrace.core.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/**
 * A finite binary floating-point number as the fewest decimal digits that read back as the same number:
 * {@code d.ddd * 10^exponent}, digits without trailing zeros, {@code "0"} for zero.
 * A float32 comes as the double of the same value, with {@code single} set.
 *
 * <p>{@link Float#toString(float)} gives the fewest digits only from JDK 19 on, and neither it nor
 * {@link Double#toString(double)} can stop at a precision without rounding twice. The digits here are those of Steele and
 * White's algorithm ("How to print floating-point numbers accurately", 1990), which NumPy prints.
 */
record ShortestDecimal(boolean negative, String digits, int exponent) {

    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** The digits of a finite {@code x}, as many as it needs. */
    static ShortestDecimal of(double x, boolean single) {
        return shortest(x, single, 1, UNLIMITED);
    }

    /** The digits of a finite {@code x}, all of those before the decimal point and at most {@code maxFraction} after it. */
    static ShortestDecimal positional(double x, boolean single, int maxFraction) {
        BigDecimal exact = new BigDecimal(Math.abs(x));
        int integerDigits = exact.precision() - exact.scale();
        return shortest(x, single, Math.max(1, integerDigits), integerDigits + maxFraction);
    }

    /** The digits of a finite {@code x}, {@code minFraction} to {@code maxFraction} of them after the first. */
    static ShortestDecimal scientific(double x, boolean single, int minFraction, int maxFraction) {
        return shortest(x, single, 1 + minFraction, 1 + maxFraction);
    }

    private static boolean isNegative(double x) {
        return Math.copySign(1, x) < 0;
    }

    private static ShortestDecimal shortest(double x, boolean single, int min, int max) {
        double magnitude = Math.abs(x);
        if (magnitude == 0) {
            return new ShortestDecimal(isNegative(x), "0", 0);
        }
        BigDecimal exact = new BigDecimal(magnitude);
        Predicate<BigDecimal> readsBack = single ? d -> d.floatValue() == magnitude : d -> d.doubleValue() == magnitude;
        for (int count = min; ; count++) {
            BigDecimal below = exact.round(new MathContext(count, RoundingMode.DOWN));
            BigDecimal above = below.add(below.ulp().scaleByPowerOfTen(below.precision() - count));
            boolean low = readsBack.test(below);
            boolean high = readsBack.test(above);
            if (low != high) {
                return of(low ? below : above, isNegative(x));
            }
            if (low || count >= max) {
                return of(exact.round(new MathContext(count, RoundingMode.HALF_EVEN)), isNegative(x));
            }
        }
    }

    private static ShortestDecimal of(BigDecimal value, boolean negative) {
        BigDecimal stripped = value.stripTrailingZeros();
        String digits = stripped.unscaledValue().toString();
        return new ShortestDecimal(negative, digits, digits.length() - 1 - stripped.scale());
    }

    /** The part before the decimal point in positional notation, with its sign: {@code "-12"}. */
    String integerPart() {
        String sign = negative ? "-" : "";
        if (exponent < 0) {
            return sign + "0";
        }
        int count = exponent + 1;
        return sign
                + (digits.length() >= count
                        ? digits.substring(0, count)
                        : digits + "0".repeat(count - digits.length()));
    }

    /** The part after the decimal point in positional notation, without trailing zeros, perhaps empty. */
    String fractionPart() {
        if (exponent < 0) {
            return digits.equals("0") ? "" : "0".repeat(-exponent - 1) + digits;
        }
        return digits.length() > exponent + 1 ? digits.substring(exponent + 1) : "";
    }

    /** The first digit with its sign, of scientific notation. */
    String leadingDigit() {
        return (negative ? "-" : "") + digits.charAt(0);
    }

    /** The digits after the first, of scientific notation, perhaps empty. */
    String trailingDigits() {
        return digits.substring(1);
    }

    /** The exponent as {@code +05}: sign and at least {@code width} digits. */
    String exponentPart(int width) {
        String magnitude = Integer.toString(Math.abs(exponent));
        return (exponent < 0 ? "-" : "+") + "0".repeat(Math.max(0, width - magnitude.length())) + magnitude;
    }
}
