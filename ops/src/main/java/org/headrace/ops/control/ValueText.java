package org.headrace.ops.control;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** Values as TensorFlow's runtime writes them in one line: {@code [1 2 3][4 5 6]}. */
final class ValueText {
    private final Tensor tensor;
    private final long limit;
    private final StringBuilder text = new StringBuilder();
    private int next;

    private ValueText(Tensor tensor, long limit) {
        this.tensor = tensor;
        this.limit = limit;
    }

    /** The first {@code summarize} elements, all if it is negative. */
    static String of(Tensor tensor, long summarize) {
        ValueText text = new ValueText(tensor, summarize < 0 ? tensor.size() : Math.min(summarize, tensor.size()));
        if (tensor.shape().isScalar()) {
            if (text.limit > 0) {
                text.text.append(text.element(0));
            }
        } else {
            text.print(0);
        }
        return text.text + (tensor.size() > text.limit ? "..." : "");
    }

    private void print(int axis) {
        if (next >= limit) {
            return;
        }
        Shape shape = tensor.shape();
        boolean last = axis == shape.rank() - 1;
        for (int i = 0; i < shape.dim(axis); i++) {
            if (last && next >= limit) {
                text.append(axis == 0 ? "" : "...");
                return;
            }
            if (last) {
                text.append(i == 0 ? "" : " ").append(element(next++));
            } else if (next < limit) {
                text.append('[');
                print(axis + 1);
                text.append(']');
            }
        }
    }

    private String element(int i) {
        return switch (tensor.dtype()) {
            case STRING -> escape(tensor.strings()[i]);
            case FLOAT32 -> shortest(tensor.floats()[i], Float.toString(tensor.floats()[i]), 6, 9);
            case FLOAT64 -> shortest(tensor.doubles()[i], Double.toString(tensor.doubles()[i]), 15, 17);
            case COMPLEX64 -> complex(tensor.floats()[2 * i], tensor.floats()[2 * i + 1]);
            case COMPLEX128 -> complex(tensor.doubles()[2 * i], tensor.doubles()[2 * i + 1]);
            case FLOAT16, BFLOAT16 -> general(tensor.doubleAt(i), 6);
            default -> Long.toString(tensor.longAt(i));
        };
    }

    private static String complex(double real, double imaginary) {
        return "(" + general(real, 6) + "," + general(imaginary, 6) + ")";
    }

    /** C's {@code %.6g} (or {@code %.15g}) if it reads back as the same number, else with three (or two) more digits. */
    private static String shortest(double value, String exact, int digits, int moreDigits) {
        String text = general(value, digits);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return text;
        }
        boolean same =
                digits == 6 ? Float.parseFloat(text) == Float.parseFloat(exact) : Double.parseDouble(text) == value;
        return same ? text : general(value, moreDigits);
    }

    /** C's {@code %.{digits}g}. */
    private static String general(double value, int digits) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        BigDecimal stripped = rounded.stripTrailingZeros();
        if (exponent >= -4 && exponent < digits) {
            return stripped.toPlainString();
        }
        String mantissa = stripped.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        return mantissa + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    /** C's escapes for what is no printable ASCII. */
    private static String escape(byte[] bytes) {
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
