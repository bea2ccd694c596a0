package org.headrace.ops.strings;

import java.util.Locale;
import java.util.regex.Pattern;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/** Numbers read from text. */
public final class Numerals {
    private static final Pattern REAL = Pattern.compile("[+-]?(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?+");
    private static final Pattern HEX = Pattern.compile("[+-]?0[xX][0-9a-fA-F]++");
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]++");
    private static final String SPACES = " \t\n\u000B\f\r";

    private Numerals() {}

    /**
     * Writes the number that {@code text} says as element {@code i} of {@code to}, of float32, float64, int32 or int64, and
     * tells whether it is one and fits.
     */
    public static boolean read(String text, Tensor to, int i) {
        String number = strip(text);
        return switch (to.dtype()) {
            case FLOAT32 -> {
                Double special = special(number);
                boolean real = REAL.matcher(number).matches();
                if (special != null || real) {
                    to.floats()[i] = special != null ? special.floatValue() : Float.parseFloat(number);
                }
                yield special != null || real;
            }
            case FLOAT64 -> {
                Double special = special(number);
                boolean real = REAL.matcher(number).matches();
                if (special != null || real) {
                    to.doubles()[i] = special != null ? special : Double.parseDouble(number);
                }
                yield special != null || real;
            }
            case INT32 -> {
                Long value = whole(number);
                boolean fits = value != null && value == value.intValue();
                if (value != null && fits) {
                    to.ints()[i] = value.intValue();
                }
                yield fits;
            }
            default -> {
                Long value = whole(number);
                if (value != null) {
                    to.longs()[i] = value;
                }
                yield value != null;
            }
        };
    }

    private static String strip(String text) {
        int from = 0;
        int end = text.length();
        while (from < end && SPACES.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (end > from && SPACES.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(from, end);
    }

    private static @Nullable Double special(String number) {
        String lower = number.toLowerCase(Locale.ROOT);
        boolean negative = lower.startsWith("-");
        String magnitude = negative || lower.startsWith("+") ? lower.substring(1) : lower;
        if (magnitude.equals("inf")) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (magnitude.equals("nan")) {
            return Double.NaN;
        }
        if (HEX.matcher(number).matches()) {
            double value = Double.parseDouble(magnitude + "p0");
            return negative ? -value : value;
        }
        return null;
    }

    private static @Nullable Long whole(String number) {
        if (!WHOLE.matcher(number).matches()) {
            return null;
        }
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }
}
