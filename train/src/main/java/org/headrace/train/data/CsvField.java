package org.headrace.train.data;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** The value that a field of a CSV file stands for. */
final class CsvField {
    private static final Pattern DECIMAL = Pattern.compile("[0-9.e+-]+");

    private CsvField() {}

    static boolean reads(DType dtype) {
        return switch (dtype) {
            case FLOAT32, FLOAT64, INT32, INT64, STRING -> true;
            default -> false;
        };
    }

    /**
     * A scalar.
     *
     * @throws NumberFormatException if the field is none of this dtype
     */
    static Tensor value(DType dtype, String field) {
        return switch (dtype) {
            case FLOAT32 -> Tensor.wrap(Shape.scalar(), new float[] {Float.parseFloat(floating(field))});
            case FLOAT64 -> Tensor.wrap(Shape.scalar(), new double[] {Double.parseDouble(floating(field))});
            case INT32 -> Tensor.wrap(Shape.scalar(), new int[] {Integer.parseInt(field.strip())});
            case INT64 -> Tensor.wrap(Shape.scalar(), new long[] {Long.parseLong(field.strip())});
            default -> Tensor.wrap(DType.STRING, Shape.scalar(), new byte[][] {field.getBytes(StandardCharsets.UTF_8)});
        };
    }

    /** What Java parses: its infinity has another name, and its hexadecimal numbers and suffixes are not meant. */
    private static String floating(String field) {
        String text = field.strip().toLowerCase(Locale.ROOT);
        String sign = text.startsWith("-") ? "-" : "";
        String magnitude = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        return switch (magnitude) {
            case "inf", "infinity" -> sign + "Infinity";
            case "nan" -> "NaN";
            default -> {
                if (!DECIMAL.matcher(magnitude).matches()) {
                    throw new NumberFormatException(field);
                }
                yield text;
            }
        };
    }
}
