package org.headrace.ops.kernels;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as C's {@code printf} writes them, and strings as they stand in C. */
public final class Printf {
    private Printf() {}

    /** {@code %.6g} if it reads back as the same float, else {@code %.9g}. */
    public static String shortest(float value) {
        String text = general(value, 6);
        return Float.isNaN(value) || Float.isInfinite(value) || Float.parseFloat(text) == value
                ? text
                : general(value, 9);
    }

    /** {@code %.15g} if it reads back as the same double, else {@code %.17g}. */
    public static String shortest(double value) {
        String text = general(value, 15);
        return Double.isNaN(value) || Double.isInfinite(value) || Double.parseDouble(text) == value
                ? text
                : general(value, 17);
    }

    /** {@code %.{digits}g}. */
    public static String general(double value, int digits) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return special(value);
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        int precision = Math.max(1, digits);
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(precision, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        BigDecimal stripped = rounded.stripTrailingZeros();
        if (exponent >= -4 && exponent < precision) {
            return stripped.toPlainString();
        }
        String mantissa = stripped.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        return mantissa + exponent(exponent);
    }

    /** {@code %.{digits}f}. */
    public static String fixed(double value, int digits) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return special(value);
        }
        String text = new BigDecimal(Math.abs(value))
                .setScale(digits, RoundingMode.HALF_EVEN)
                .toPlainString();
        return isNegative(value) ? "-" + text : text;
    }

    /** {@code %.{digits}e}. */
    public static String scientific(double value, int digits) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return special(value);
        }
        String sign = isNegative(value) ? "-" : "";
        if (value == 0) {
            return sign + new BigDecimal(0).setScale(digits).toPlainString() + "e+00";
        }
        BigDecimal rounded = new BigDecimal(Math.abs(value)).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        return sign + rounded.movePointLeft(exponent).setScale(digits).toPlainString() + exponent(exponent);
    }

    private static boolean isNegative(double value) {
        return value < 0 || value == 0 && 1 / value < 0;
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }

    private static String exponent(int exponent) {
        return String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    /** C's escapes for what is no printable ASCII. */
    public static String escape(byte[] bytes) {
        StringBuilder escaped = new StringBuilder();
        for (byte each : bytes) {
            switch (each) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case '"' -> escaped.append("\\\"");
                case '\'' -> escaped.append("\\'");
                case '\\' -> escaped.append("\\\\");
                default -> {
                    if (each >= 0x20 && each < 0x7f) {
                        escaped.append((char) each);
                    } else {
                        escaped.append(String.format(Locale.ROOT, "\\%03o", each & 0xff));
                    }
                }
            }
        }
        return escaped.toString();
    }
}
