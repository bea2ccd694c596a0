package org.headrace.core.internal;

import java.lang.reflect.Array;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Halves;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.ResourceExhaustedException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.jspecify.annotations.Nullable;

/** Between Java's values (numbers, nested arrays, lists, buffers) and tensors. */
public final class JavaValues {
    private JavaValues() {}

    /** A new array for {@code size} elements. */
    public static Object newArray(DType dtype, int size) {
        if ((long) size * dtype.width() > Integer.MAX_VALUE - 8) {
            throw new ResourceExhaustedException(
                    size + " elements of " + dtype + " are more than one Java array can hold");
        }
        int length = size * dtype.width();
        return switch (dtype.storage()) {
            case FLOATS -> new float[length];
            case DOUBLES -> new double[length];
            case INTS -> new int[length];
            case LONGS -> new long[length];
            case SHORTS -> new short[length];
            case BYTES -> new byte[length];
            case STRINGS -> {
                byte[][] strings = new byte[length][];
                Arrays.fill(strings, new byte[0]);
                yield strings;
            }
        };
    }

    /** The length of an array of the kind that stores {@code dtype}. */
    public static int length(DType dtype, Object array) {
        Class<?> wanted =
                switch (dtype.storage()) {
                    case FLOATS -> float[].class;
                    case DOUBLES -> double[].class;
                    case INTS -> int[].class;
                    case LONGS -> long[].class;
                    case SHORTS -> short[].class;
                    case BYTES -> byte[].class;
                    case STRINGS -> byte[][].class;
                };
        if (array.getClass() != wanted) {
            throw new InvalidArgumentException("values of " + dtype + " are stored in a " + wanted.getSimpleName()
                    + ", not in a " + array.getClass().getSimpleName());
        }
        return Array.getLength(array);
    }

    public static double doubleAt(Tensor t, int i) {
        return switch (t.dtype()) {
            case FLOAT32 -> t.floats()[i];
            case FLOAT64 -> t.doubles()[i];
            case FLOAT16 -> Halves.float16ToFloat(t.shorts()[i]);
            case BFLOAT16 -> Halves.bfloat16ToFloat(t.shorts()[i]);
            case UINT64 -> unsigned(t.longs()[i]);
            default -> longAt(t, i);
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    public static long longAt(Tensor t, int i) {
        return switch (t.dtype()) {
            case INT32 -> t.ints()[i];
            case INT64, UINT64 -> t.longs()[i];
            case BOOL, INT8 -> t.bytes()[i];
            case UINT8 -> t.bytes()[i] & 0xff;
            case INT16 -> t.shorts()[i];
            case UINT16 -> t.shorts()[i] & 0xffff;
            case UINT32 -> t.ints()[i] & 0xffffffffL;
            default -> throw new InvalidArgumentException("a " + t.dtype() + " tensor has no whole numbers");
        };
    }

    public static boolean equal(Tensor a, Tensor b) {
        int n = a.size() * a.dtype().width();
        return switch (a.dtype().storage()) {
            case FLOATS -> Arrays.equals(a.floats(), 0, n, b.floats(), 0, n);
            case DOUBLES -> Arrays.equals(a.doubles(), 0, n, b.doubles(), 0, n);
            case INTS -> Arrays.equals(a.ints(), 0, n, b.ints(), 0, n);
            case LONGS -> Arrays.equals(a.longs(), 0, n, b.longs(), 0, n);
            case SHORTS -> Arrays.equals(a.shorts(), 0, n, b.shorts(), 0, n);
            case BYTES -> Arrays.equals(a.bytes(), 0, n, b.bytes(), 0, n);
            case STRINGS -> Arrays.equals(a.strings(), 0, n, b.strings(), 0, n, Arrays::compare);
        };
    }

    /** A hash of the first elements: equal tensors have equal ones, and large constants cost no more than small. */
    public static int hash(Tensor t) {
        int n = Math.min(t.size(), 16);
        int hash = t.size();
        for (int i = 0; i < n; i++) {
            hash = 31 * hash + elementHash(t, i);
        }
        return hash;
    }

    private static int elementHash(Tensor t, int i) {
        return switch (t.dtype().storage()) {
            case FLOATS -> Float.hashCode(t.floats()[i]);
            case DOUBLES -> Double.hashCode(t.doubles()[i]);
            case INTS -> t.ints()[i];
            case LONGS -> Long.hashCode(t.longs()[i]);
            case SHORTS -> t.shorts()[i];
            case BYTES -> t.bytes()[i];
            case STRINGS -> Arrays.hashCode(t.strings()[i]);
        };
    }

    public static Tensor ofBuffer(Shape shape, Buffer buffer) {
        int n = shape.size();
        if (buffer.remaining() != n) {
            throw new InvalidArgumentException(
                    "shape " + shape + " needs " + n + " elements, the buffer has " + buffer.remaining());
        }
        if (buffer instanceof FloatBuffer from) {
            float[] values = new float[n];
            from.duplicate().get(values);
            return Tensor.wrap(shape, values);
        } else if (buffer instanceof DoubleBuffer from) {
            double[] values = new double[n];
            from.duplicate().get(values);
            return Tensor.wrap(shape, values);
        } else if (buffer instanceof IntBuffer from) {
            int[] values = new int[n];
            from.duplicate().get(values);
            return Tensor.wrap(shape, values);
        } else if (buffer instanceof LongBuffer from) {
            long[] values = new long[n];
            from.duplicate().get(values);
            return Tensor.wrap(shape, values);
        } else if (buffer instanceof ShortBuffer from) {
            short[] values = new short[n];
            from.duplicate().get(values);
            return Tensor.wrap(DType.INT16, shape, values);
        } else if (buffer instanceof ByteBuffer from) {
            byte[] values = new byte[n];
            from.duplicate().get(values);
            return Tensor.wrap(DType.UINT8, shape, values);
        }
        throw new UnimplementedException(
                "tensors cannot be made of a " + buffer.getClass().getSimpleName());
    }

    public static Tensor toTensor(@Nullable Object given) {
        Object value = require(given);
        if (value instanceof Tensor tensor) {
            return tensor;
        }
        if (value instanceof Buffer buffer) {
            return ofBuffer(Shape.of(buffer.remaining()), buffer);
        }
        return toTensor(naturalDType(value), value);
    }

    public static Tensor toTensor(DType dtype, @Nullable Object given) {
        Object value = require(given);
        if (value instanceof Tensor tensor) {
            return convert(tensor, dtype);
        }
        if (value instanceof Buffer buffer) {
            return convert(ofBuffer(Shape.of(buffer.remaining()), buffer), dtype);
        }
        if (value instanceof float[] floats && dtype == DType.FLOAT32) {
            return Tensor.of(floats);
        }
        Shape shape = shapeOf(dtype, value);
        Tensor tensor = Tensor.zeros(dtype, shape);
        int end = fill(tensor, value, 0, 0);
        if (end != tensor.size()) {
            throw new InvalidArgumentException("the value is ragged: its first elements have shape " + shape
                    + ", but it holds " + end + " numbers");
        }
        return tensor;
    }

    /** The same numbers in another dtype, if none is lost. */
    public static Tensor convert(Tensor from, DType dtype) {
        if (from.dtype() == dtype) {
            return from;
        }
        if (!from.dtype().isNumeric() || from.dtype().isComplex()) {
            throw new InvalidArgumentException("a " + from.dtype() + " tensor cannot be taken as " + dtype);
        }
        Tensor to = Tensor.zeros(dtype, from.shape());
        for (int i = 0; i < to.size(); i++) {
            if (from.dtype().isInteger()) {
                store(to, i, from.longAt(i));
            } else {
                store(to, i, from.doubleAt(i));
            }
        }
        return to;
    }

    /** {@code float[][]} for a float32 matrix, and so on; the box of a scalar. */
    public static Object toNestedArray(Tensor t) {
        long[] dims = t.shape().dims();
        if (dims.length == 0) {
            return element(t, 0);
        }
        int[] lengths = new int[dims.length];
        for (int i = 0; i < dims.length; i++) {
            lengths[i] = (int) dims[i];
        }
        Object array = Array.newInstance(element(t.dtype()), lengths);
        copyOut(t, array, 0, 0);
        return array;
    }

    private static int copyOut(Tensor t, Object array, int axis, int from) {
        int n = Array.getLength(array);
        int next = from;
        for (int i = 0; i < n; i++) {
            if (axis == t.shape().rank() - 1) {
                Array.set(array, i, element(t, next++));
            } else {
                next = copyOut(t, Array.get(array, i), axis + 1, next);
            }
        }
        return next;
    }

    private static Class<?> element(DType dtype) {
        return switch (dtype) {
            case FLOAT32, FLOAT16, BFLOAT16 -> float.class;
            case FLOAT64 -> double.class;
            case INT32, UINT16 -> int.class;
            case INT64, UINT32, UINT64 -> long.class;
            case INT16, UINT8 -> short.class;
            case INT8 -> byte.class;
            case BOOL -> boolean.class;
            case STRING -> String.class;
            case COMPLEX64, COMPLEX128 ->
                throw new UnimplementedException(
                        "Java has no " + dtype + " arrays: take array(), which holds (real, imaginary) pairs");
        };
    }

    private static Object element(Tensor t, int i) {
        return switch (t.dtype()) {
            case FLOAT32, FLOAT16, BFLOAT16 -> (float) t.doubleAt(i);
            case FLOAT64 -> t.doubles()[i];
            case INT32, UINT16 -> (int) t.longAt(i);
            case INT64, UINT32, UINT64 -> t.longAt(i);
            case INT16, UINT8 -> (short) t.longAt(i);
            case INT8 -> t.bytes()[i];
            case BOOL -> t.bytes()[i] != 0;
            case STRING -> new String(t.strings()[i], StandardCharsets.UTF_8);
            case COMPLEX64, COMPLEX128 -> element(t.dtype());
        };
    }

    private static DType naturalDType(Object value) {
        Object first = firstElement(value);
        if (first instanceof Float || first == float.class) {
            return DType.FLOAT32;
        } else if (first instanceof Double || first == double.class) {
            return DType.FLOAT64;
        } else if (first instanceof Integer || first == int.class) {
            return DType.INT32;
        } else if (first instanceof Long || first == long.class) {
            return DType.INT64;
        } else if (first instanceof Boolean || first == boolean.class) {
            return DType.BOOL;
        } else if (first instanceof Short || first == short.class) {
            return DType.INT16;
        } else if (first instanceof Byte || first == byte.class) {
            return DType.INT8;
        } else if (first instanceof CharSequence || first == String.class) {
            return DType.STRING;
        } else if (first instanceof Tensor tensor) {
            return tensor.dtype();
        } else if (first == null) {
            return DType.FLOAT32; // an empty list, as in Python
        }
        throw unusable(first instanceof Class<?> type ? type : first.getClass());
    }

    private static InvalidArgumentException unusable(Class<?> type) {
        return new InvalidArgumentException("a tensor cannot be made of a " + type.getName()
                + ": give numbers, booleans, Strings, arrays or lists of these, java.nio buffers or tensors");
    }

    /** The first number, or the element class of an array without any, or null for an empty list. */
    private static @Nullable Object firstElement(Object value) {
        if (value instanceof List<?> list) {
            return list.isEmpty() ? null : firstElement(require(list.get(0)));
        }
        if (!value.getClass().isArray()) {
            return value;
        }
        if (Array.getLength(value) > 0) {
            return firstElement(require(Array.get(value, 0)));
        }
        Class<?> type = value.getClass();
        while (type.getComponentType() != null) {
            type = type.getComponentType();
        }
        return type;
    }

    private static Object require(@Nullable Object element) {
        if (element == null) {
            throw new InvalidArgumentException("a value holds null where a number, string or array should be");
        }
        return element;
    }

    /** Whether the value holds further values; for strings, a {@code byte[]} is one element. */
    private static boolean isNested(DType dtype, Object value) {
        return value instanceof List<?>
                || value.getClass().isArray() && !(dtype == DType.STRING && value instanceof byte[]);
    }

    private static Shape shapeOf(DType dtype, Object value) {
        Shape shape = Shape.scalar();
        Object level = value;
        while (isNested(dtype, level)) {
            int n = level instanceof List<?> list ? list.size() : Array.getLength(level);
            shape = shape.concat(Shape.of(n));
            if (n == 0) {
                for (Class<?> c = level.getClass().getComponentType(); c != null && c.isArray(); ) {
                    shape = shape.concat(Shape.of(0));
                    c = c.getComponentType();
                }
                return shape;
            }
            level = require(level instanceof List<?> list ? list.get(0) : Array.get(level, 0));
        }
        return level instanceof Tensor tensor ? shape.concat(tensor.shape()) : shape;
    }

    /** Writes the value's numbers from {@code next} on, checking that each level is as long as the shape says. */
    private static int fill(Tensor to, Object value, int axis, int next) {
        if (value instanceof Tensor part) {
            return fillTensor(to, part, axis, next);
        }
        boolean list = value instanceof List<?>;
        if (!isNested(to.dtype(), value)) {
            requireDepth(to, axis);
            put(to, next, value);
            return next + 1;
        }
        int n = list ? ((List<?>) value).size() : Array.getLength(value);
        if (axis >= to.shape().rank() || to.shape().dim(axis) != n) {
            throw new InvalidArgumentException("the value is ragged: its first elements have shape " + to.shape()
                    + ", but another part has " + n + " elements at depth " + axis);
        }
        if (axis == to.shape().rank() - 1 && holdsAsItIs(to.dtype(), value)) {
            copyRow(value, to.array(), next, n);
            return next + n;
        }
        int at = next;
        for (int i = 0; i < n; i++) {
            at = fill(to, require(list ? ((List<?>) value).get(i) : Array.get(value, i)), axis + 1, at);
        }
        return at;
    }

    /** Whether the elements of this Java array are the tensor's own bits. */
    private static boolean holdsAsItIs(DType dtype, Object array) {
        return switch (dtype) {
            case FLOAT32 -> array instanceof float[];
            case FLOAT64 -> array instanceof double[];
            case INT32 -> array instanceof int[];
            case INT64 -> array instanceof long[];
            case INT16 -> array instanceof short[];
            case INT8, UINT8 -> array instanceof byte[];
            default -> false;
        };
    }

    @SuppressWarnings("SuspiciousSystemArraycopy") // the caller compared the array types
    private static void copyRow(Object row, Object to, int at, int n) {
        System.arraycopy(row, 0, to, at, n);
    }

    private static int fillTensor(Tensor to, Tensor part, int axis, int next) {
        if (axis + part.shape().rank() != to.shape().rank()
                || !to.shape().slice(axis, to.shape().rank()).equals(part.shape())) {
            throw new InvalidArgumentException("the value is ragged: a part has shape " + part.shape());
        }
        Tensor same = convert(part, to.dtype());
        for (int i = 0; i < same.size(); i++) {
            put(to, next + i, element(same, i));
        }
        return next + same.size();
    }

    private static void requireDepth(Tensor to, int axis) {
        if (axis != to.shape().rank()) {
            throw new InvalidArgumentException("the value is ragged: its first elements have shape " + to.shape()
                    + ", but a number stands at depth " + axis);
        }
    }

    private static void put(Tensor to, int i, Object value) {
        if (to.dtype() == DType.STRING && value instanceof CharSequence text) {
            to.strings()[i] = text.toString().getBytes(StandardCharsets.UTF_8);
        } else if (to.dtype() == DType.STRING && value instanceof byte[] bytes) {
            to.strings()[i] = bytes.clone();
        } else if (to.dtype() == DType.BOOL && value instanceof Boolean flag) {
            to.bytes()[i] = (byte) (flag ? 1 : 0);
        } else if (value instanceof Float || value instanceof Double) {
            store(to, i, ((Number) value).doubleValue());
        } else if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte) {
            store(to, i, ((Number) value).longValue());
        } else {
            throw new InvalidArgumentException("Expected " + to.dtype() + ", got " + value + " of type "
                    + value.getClass().getSimpleName());
        }
    }

    private static void store(Tensor to, int i, double value) {
        switch (to.dtype()) {
            case FLOAT32 -> to.floats()[i] = (float) value;
            case FLOAT64 -> to.doubles()[i] = value;
            case FLOAT16 -> to.shorts()[i] = Halves.floatToFloat16((float) value);
            case BFLOAT16 -> to.shorts()[i] = Halves.floatToBfloat16((float) value);
            case COMPLEX64 -> to.floats()[2 * i] = (float) value;
            case COMPLEX128 -> to.doubles()[2 * i] = value;
            default -> {
                requireKept(to, value, to.dtype().isInteger() && value == Math.rint(value) && Math.abs(value) < 0x1p63);
                store(to, i, (long) value);
            }
        }
        if (to.dtype().isFloating()) {
            requireKept(to, value, Double.isInfinite(doubleAt(to, i)) == Double.isInfinite(value));
        }
    }

    private static void store(Tensor to, int i, long value) {
        switch (to.dtype()) {
            case INT32 -> to.ints()[i] = (int) value;
            case INT64 -> to.longs()[i] = value;
            case INT16 -> to.shorts()[i] = (short) value;
            case UINT16 -> to.shorts()[i] = (short) value;
            case INT8, UINT8 -> to.bytes()[i] = (byte) value;
            case UINT32 -> to.ints()[i] = (int) value;
            case UINT64 -> to.longs()[i] = value;
            case BOOL, STRING -> requireKept(to, value, false);
            default -> store(to, i, (double) value);
        }
        if (to.dtype().isInteger()) {
            requireKept(to, value, to.longAt(i) == value && (to.dtype() != DType.UINT64 || value >= 0));
        } else if (to.dtype().isFloating()) {
            double stored = doubleAt(to, i);
            requireKept(to, value, stored < 0x1p63 && (long) stored == value);
        }
    }

    private static void requireKept(Tensor to, Number value, boolean kept) {
        if (!kept) {
            throw new InvalidArgumentException(
                    "the value " + value + " cannot be taken as " + to.dtype() + " without loss: convert it first");
        }
    }
}
