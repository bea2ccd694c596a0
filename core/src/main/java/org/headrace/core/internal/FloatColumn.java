package org.headrace.core.internal;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/**
 * How the floating-point elements of one array print, all to the same width: positional or scientific, so many characters
 * before and after the decimal point. NumPy decides it from all the printed elements together.
 */
final class FloatColumn {

    private static final int PRECISION = 8;
    private static final double SCIENTIFIC_FROM = 1e8;
    private static final double SCIENTIFIC_BELOW = 1e-4;
    private static final double SCIENTIFIC_RATIO = 1000;

    private final boolean single;
    private final boolean plusSign;
    private final boolean scientific;
    private final int left;
    private final int right;
    private final int exponentDigits;

    /**
     * @param values the elements, as doubles; those of a float32 array widened
     * @param printed the elements that will print, as indices into {@code values}
     * @param single whether the elements are float32, which need fewer digits
     * @param plusSign whether numbers above zero print their sign, as the imaginary part of a complex number does
     */
    FloatColumn(IntToDoubleFunction values, int[] printed, boolean single, boolean plusSign) {
        this.single = single;
        this.plusSign = plusSign;
        this.scientific = needsScientific(values, printed, single);
        int leftWidth = 0;
        int rightWidth = 0;
        int exponentWidth = 0;
        for (int i : printed) {
            double x = values.applyAsDouble(i);
            if (Double.isFinite(x)) {
                ShortestDecimal decimal = decimal(x, 0);
                leftWidth = Math.max(leftWidth, leftPart(decimal).length());
                rightWidth = Math.max(rightWidth, rightPart(decimal).length());
                exponentWidth = Math.max(exponentWidth, decimal.exponentPart(2).length() - 1);
            }
        }
        this.exponentDigits = exponentWidth;
        this.right = rightWidth;
        int afterLeft = 1 + rightWidth + (scientific ? exponentWidth + 2 : 0);
        if (any(printed, i -> Double.isNaN(values.applyAsDouble(i)))) {
            leftWidth = Math.max(leftWidth, "nan".length() - afterLeft);
        }
        if (any(printed, i -> Double.isInfinite(values.applyAsDouble(i)))) {
            boolean signed = plusSign || any(printed, i -> values.applyAsDouble(i) == Double.NEGATIVE_INFINITY);
            leftWidth = Math.max(leftWidth, (signed ? "-inf" : "inf").length() - afterLeft);
        }
        this.left = leftWidth;
    }

    private static boolean any(int[] printed, IntPredicate test) {
        for (int i : printed) {
            if (test.test(i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean needsScientific(IntToDoubleFunction values, int[] printed, boolean single) {
        double max = 0;
        double min = Double.POSITIVE_INFINITY;
        for (int i : printed) {
            double magnitude = Math.abs(values.applyAsDouble(i));
            if (magnitude > 0 && magnitude < Double.POSITIVE_INFINITY) {
                max = Math.max(max, magnitude);
                min = Math.min(min, magnitude);
            }
        }
        // NumPy divides and compares in the array's own type.
        double ratio = single ? (float) max / (float) min : max / min;
        double small = single ? (float) SCIENTIFIC_BELOW : SCIENTIFIC_BELOW;
        return max > 0 && (max >= SCIENTIFIC_FROM || min < small || ratio > SCIENTIFIC_RATIO);
    }

    private ShortestDecimal decimal(double x, int minFraction) {
        return scientific
                ? ShortestDecimal.scientific(x, single, minFraction, PRECISION)
                : ShortestDecimal.positional(x, single, PRECISION);
    }

    private String leftPart(ShortestDecimal decimal) {
        String digits = scientific ? decimal.leadingDigit() : decimal.integerPart();
        return plusSign && !decimal.negative() ? "+" + digits : digits;
    }

    private String rightPart(ShortestDecimal decimal) {
        return scientific ? decimal.trailingDigits() : decimal.fractionPart();
    }

    /** One element, padded on both sides to the column's width. */
    String format(double x) {
        if (!Double.isFinite(x)) {
            String sign = x < 0 ? "-" : plusSign ? "+" : "";
            String word = sign + (Double.isNaN(x) ? "nan" : "inf");
            int width = left + 1 + right + (scientific ? exponentDigits + 2 : 0);
            return " ".repeat(Math.max(0, width - word.length())) + word;
        }
        // In scientific notation a shorter number than its neighbours goes on with its own digits, not with zeros.
        ShortestDecimal decimal = decimal(x, right);
        String before = leftPart(decimal);
        String after = rightPart(decimal);
        String fill = (scientific ? "0" : " ").repeat(right - after.length());
        String exponent = scientific ? "e" + decimal.exponentPart(exponentDigits) : "";
        return " ".repeat(left - before.length()) + before + "." + after + fill + exponent;
    }

    /** One number by itself, with as many digits as it needs: {@code 0.035657022}, {@code 1e-05}, {@code 20.0}. */
    static String scalar(double x, boolean single) {
        String text = shortScalar(x, single);
        return Double.isFinite(x) && !text.contains(".") && !text.contains("e") ? text + ".0" : text;
    }

    /** As {@link #scalar}, but without the {@code .0} of a whole number, as inside {@code (1+2j)}. */
    static String shortScalar(double x, boolean single) {
        if (!Double.isFinite(x)) {
            return Double.isNaN(x) ? "nan" : x < 0 ? "-inf" : "inf";
        }
        ShortestDecimal decimal = ShortestDecimal.of(x, single);
        double magnitude = Math.abs(x);
        boolean positional = magnitude == 0 || (magnitude >= 1e-4 && magnitude < 1e16);
        String left = positional ? decimal.integerPart() : decimal.leadingDigit();
        String right = positional ? decimal.fractionPart() : decimal.trailingDigits();
        String exponent = positional ? "" : "e" + decimal.exponentPart(2);
        return left + (right.isEmpty() ? "" : "." + right) + exponent;
    }
}
