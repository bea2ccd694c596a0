package org.headrace.core.internal;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * A row-major array as NumPy prints it: {@link #str()} is Python's {@code str(array)}, {@link #repr()} its
 * {@code repr(array)}. The print options are NumPy's defaults: precision 8, lines of 75 characters, above 1000 elements
 * only three at each edge of each axis. What changed between NumPy 1.14 and 2.4 is printed as 1.14 to 1.26 printed it.
 */
public final class NumpyFormat {

    private static final int LINE_WIDTH = 75;
    private static final int THRESHOLD = 1000;
    private static final int EDGE_ITEMS = 3;

    private final long[] shape;
    private final String dtype;
    private final boolean dtypeImplied;
    /** Element {@code i} as it stands in the array, padded; made only when the array prints. */
    private final Column column;
    /** The one element of a scalar, by itself. */
    private final IntFunction<String> scalar;

    /** Decides from the elements that will print how each of them does. */
    @FunctionalInterface
    private interface Column {
        IntFunction<String> over(int[] printed);
    }

    private NumpyFormat(
            int length, long[] shape, String dtype, boolean dtypeImplied, Column column, IntFunction<String> scalar) {
        long count = 1;
        for (long dim : shape) {
            count = Math.multiplyExact(count, dim);
        }
        if (count != length) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " has " + count + " elements, the array " + length);
        }
        this.shape = shape.clone();
        this.dtype = dtype;
        this.dtypeImplied = dtypeImplied;
        this.column = column;
        this.scalar = scalar;
    }

    /** A float32 array. */
    public static NumpyFormat of(float[] values, long... shape) {
        return ofFloats(values.length, i -> values[i], true, shape);
    }

    /** A float64 array. */
    public static NumpyFormat of(double[] values, long... shape) {
        return ofFloats(values.length, i -> values[i], false, shape);
    }

    /** An int8 array. */
    public static NumpyFormat of(byte[] values, long... shape) {
        return ofIntegers(values.length, i -> values[i], "int8", false, shape);
    }

    /** A uint8 array. */
    public static NumpyFormat ofUnsigned(byte[] values, long... shape) {
        return ofIntegers(values.length, i -> Byte.toUnsignedLong(values[i]), "uint8", false, shape);
    }

    /** An int16 array. */
    public static NumpyFormat of(short[] values, long... shape) {
        return ofIntegers(values.length, i -> values[i], "int16", false, shape);
    }

    /** A uint16 array. */
    public static NumpyFormat ofUnsigned(short[] values, long... shape) {
        return ofIntegers(values.length, i -> Short.toUnsignedLong(values[i]), "uint16", false, shape);
    }

    /** An int32 array. */
    public static NumpyFormat of(int[] values, long... shape) {
        return ofIntegers(values.length, i -> values[i], "int32", false, shape);
    }

    /** An int64 array. */
    public static NumpyFormat of(long[] values, long... shape) {
        return ofIntegers(values.length, i -> values[i], "int64", true, shape);
    }

    /** A bool array. */
    public static NumpyFormat of(boolean[] values, long... shape) {
        // NumPy pads True to the width of False except in an array without dimensions.
        String yes = shape.length == 0 ? "True" : " True";
        return new NumpyFormat(
                values.length,
                shape,
                "bool",
                true,
                printed -> i -> values[i] ? yes : "False",
                i -> values[i] ? "True" : "False");
    }

    /** A string array, as TensorFlow returns one: Python {@code bytes} in an array of dtype object. */
    public static NumpyFormat of(byte[][] values, long... shape) {
        IntFunction<String> element = i -> PythonBytes.repr(values[i]);
        return new NumpyFormat(values.length, shape, "object", false, printed -> element, element);
    }

    /** A complex64 array: {@code values} holds real and imaginary parts in turn. */
    public static NumpyFormat ofComplex(float[] values, long... shape) {
        return ofComplex(values.length, i -> values[i], true, shape);
    }

    /** A complex128 array: {@code values} holds real and imaginary parts in turn. */
    public static NumpyFormat ofComplex(double[] values, long... shape) {
        return ofComplex(values.length, i -> values[i], false, shape);
    }

    private static NumpyFormat ofFloats(int length, IntToDoubleFunction values, boolean single, long[] shape) {
        return new NumpyFormat(
                length,
                shape,
                single ? "float32" : "float64",
                !single,
                printed -> {
                    var column = new FloatColumn(values, printed, single, false);
                    return i -> column.format(values.applyAsDouble(i));
                },
                i -> FloatColumn.scalar(values.applyAsDouble(i), single));
    }

    private static NumpyFormat ofIntegers(
            int length, IntToLongFunction values, String dtype, boolean implied, long[] shape) {
        IntFunction<String> scalar = i -> Long.toString(values.applyAsLong(i));
        return new NumpyFormat(
                length,
                shape,
                dtype,
                implied,
                printed -> {
                    int width = 0;
                    for (int i : printed) {
                        width = Math.max(width, scalar.apply(i).length());
                    }
                    int common = width;
                    return i -> {
                        String digits = scalar.apply(i);
                        return " ".repeat(common - digits.length()) + digits;
                    };
                },
                scalar);
    }

    private static NumpyFormat ofComplex(int length, IntToDoubleFunction values, boolean single, long[] shape) {
        IntToDoubleFunction real = i -> values.applyAsDouble(2 * i);
        IntToDoubleFunction imaginary = i -> values.applyAsDouble(2 * i + 1);
        return new NumpyFormat(
                length / 2,
                shape,
                single ? "complex64" : "complex128",
                !single,
                printed -> {
                    var realColumn = new FloatColumn(real, printed, single, false);
                    var imaginaryColumn = new FloatColumn(imaginary, printed, single, true);
                    return i -> {
                        String part = imaginaryColumn.format(imaginary.applyAsDouble(i));
                        int end = part.stripTrailing().length();
                        return realColumn.format(real.applyAsDouble(i))
                                + part.substring(0, end)
                                + "j"
                                + part.substring(end);
                    };
                },
                i -> complexScalar(real.applyAsDouble(i), imaginary.applyAsDouble(i), single));
    }

    private static String complexScalar(double real, double imaginary, boolean single) {
        String part = FloatColumn.shortScalar(imaginary, single);
        if (real == 0 && Math.copySign(1, real) > 0) {
            return part + "j";
        }
        String sign = part.startsWith("-") ? "" : "+";
        return "(" + FloatColumn.shortScalar(real, single) + sign + part + "j)";
    }

    /** {@code [[ 2.8  -3.07]]}: what {@code print(array)} prints; without dimensions, the element by itself. */
    public String str() {
        return shape.length == 0 ? scalar.apply(0) : body(" ", "", LINE_WIDTH);
    }

    /** {@code array([[ 2.8 , -3.07]], dtype=float32)}: what an interactive session shows. */
    public String repr() {
        String prefix = "array(";
        // One column stays free for the closing parenthesis.
        String text = prefix + body(", ", prefix, LINE_WIDTH - 1);
        boolean empty = size() == 0;
        if (dtypeImplied && !empty) {
            return text + ")";
        }
        String extra = empty && shape.length > 1 ? "shape=" + PythonTuple.of(shape) + ", " : "";
        extra += "dtype=" + dtype + ")";
        text += ",";
        int lastLine = text.length() - (text.lastIndexOf('\n') + 1);
        boolean breakLine = lastLine + extra.length() + 1 > LINE_WIDTH;
        return text + (breakLine ? "\n" + " ".repeat(prefix.length()) : " ") + extra;
    }

    private long size() {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    private String body(String separator, String prefix, int lineWidth) {
        long size = size();
        if (size == 0) {
            return "[]";
        }
        boolean summarize = size > THRESHOLD;
        int[] printed = summarize
                ? corners(0, 0).toArray()
                : IntStream.range(0, (int) size).toArray();
        return new NumpyLayout(shape, column.over(printed), separator, summarize ? EDGE_ITEMS : Integer.MAX_VALUE)
                .text(" ".repeat(prefix.length() + 1), lineWidth);
    }

    /** The elements within {@link #EDGE_ITEMS} of the edges of every axis. */
    private IntStream corners(int axis, int base) {
        if (axis == shape.length) {
            return IntStream.of(base);
        }
        int dim = (int) shape[axis];
        IntStream kept = dim > 2 * EDGE_ITEMS
                ? IntStream.concat(IntStream.range(0, EDGE_ITEMS), IntStream.range(dim - EDGE_ITEMS, dim))
                : IntStream.range(0, dim);
        return kept.flatMap(i -> corners(axis + 1, base * dim + i));
    }
}
