package org.headrace.core;

import java.nio.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.headrace.core.internal.JavaValues;
import org.headrace.core.internal.NumpyText;
import org.jspecify.annotations.Nullable;

/**
 * A value: a dtype, a complete shape, and the elements, row-major, in one Java array on the heap.
 *
 * <p>Tensors are ordinary objects: nothing has to be closed. Treat them as immutable; {@link #wrap} and the raw accessors
 * ({@link #floats()} and its like) exist for kernels and for those who must not copy. Prints as NumPy prints.
 */
public final class Tensor {
    private final DType dtype;
    private final Shape shape;
    private final int size;
    private final Object array;

    private Tensor(DType dtype, Shape shape, int size, Object array) {
        this.dtype = dtype;
        this.shape = shape;
        this.size = size;
        this.array = array;
    }

    /**
     * A tensor of a Java value: a number, boolean or String, an array of these of any rank, a list of such, a
     * {@code java.nio} buffer, or a tensor (which is returned as it is). The dtype follows the Java type: {@code float} is
     * float32, {@code double} float64, {@code int} int32, {@code long} int64, {@code byte} int8, {@code short} int16.
     *
     * @throws InvalidArgumentException if the value is ragged, empty of type, or of another Java type
     */
    public static Tensor of(Object value) {
        return JavaValues.toTensor(value);
    }

    /** A vector of float32; of one number, write {@code of(1f)} for the scalar, {@code of(new float[] {1})} for it. */
    public static Tensor of(float... values) {
        return wrap(Shape.of(values.length), values.clone());
    }

    /** A vector of float64. */
    public static Tensor of(double... values) {
        return wrap(Shape.of(values.length), values.clone());
    }

    /** A vector of int32. */
    public static Tensor of(int... values) {
        return wrap(Shape.of(values.length), values.clone());
    }

    /** A vector of int64. */
    public static Tensor of(long... values) {
        return wrap(Shape.of(values.length), values.clone());
    }

    /**
     * A tensor of this dtype of a Java value, converted if no value is lost; rounding to the nearest float counts as no
     * loss, an integer out of range or with a fraction does, and so does one that the float type cannot hold exactly.
     * A {@code byte[]} given for uint8 is taken bit for bit, as images come; one given for string is one byte string.
     */
    public static Tensor of(DType dtype, Object value) {
        return JavaValues.toTensor(dtype, value);
    }

    /** A tensor of the elements that remain in {@code buffer}, copied, in this shape. */
    public static Tensor of(Shape shape, Buffer buffer) {
        return JavaValues.ofBuffer(shape, buffer);
    }

    public static Tensor wrap(Shape shape, float[] values) {
        return wrap(DType.FLOAT32, shape, values);
    }

    public static Tensor wrap(Shape shape, double[] values) {
        return wrap(DType.FLOAT64, shape, values);
    }

    public static Tensor wrap(Shape shape, int[] values) {
        return wrap(DType.INT32, shape, values);
    }

    public static Tensor wrap(Shape shape, long[] values) {
        return wrap(DType.INT64, shape, values);
    }

    /**
     * A tensor over the caller's array, without copying: {@code values} is the kind of array that {@link DType#storage()}
     * names, of exactly the shape's size.
     */
    public static Tensor wrap(DType dtype, Shape shape, Object values) {
        int size = shape.size();
        int length = JavaValues.length(dtype, values);
        if (length != (long) size * dtype.width()) {
            throw new InvalidArgumentException("shape " + shape + " of " + dtype + " needs an array of "
                    + (long) size * dtype.width() + " elements, this one has " + length);
        }
        return new Tensor(dtype, shape, size, values);
    }

    /** A tensor of zeros; of strings, of empty ones. */
    public static Tensor zeros(DType dtype, Shape shape) {
        int size = shape.size();
        return new Tensor(dtype, shape, size, JavaValues.newArray(dtype, size));
    }

    /** A tensor over the beginning of an array that may be longer: an engine's buffer. */
    public static Tensor over(DType dtype, Shape shape, Object buffer) {
        return new Tensor(dtype, shape, shape.size(), buffer);
    }

    public DType dtype() {
        return dtype;
    }

    public Shape shape() {
        return shape;
    }

    public TensorSpec spec() {
        return new TensorSpec(dtype, shape);
    }

    /** The number of elements. */
    public int size() {
        return size;
    }

    /** The array behind this tensor; inside a kernel it may be longer than the size. */
    public Object array() {
        return array;
    }

    /** The array behind a float32 or complex64 tensor. */
    public float[] floats() {
        if (array instanceof float[] values) {
            return values;
        }
        throw wrongStorage("float[]");
    }

    /** The array behind a float64 or complex128 tensor. */
    public double[] doubles() {
        if (array instanceof double[] values) {
            return values;
        }
        throw wrongStorage("double[]");
    }

    /** The array behind an int32 or uint32 tensor. */
    public int[] ints() {
        if (array instanceof int[] values) {
            return values;
        }
        throw wrongStorage("int[]");
    }

    /** The array behind an int64 or uint64 tensor. */
    public long[] longs() {
        if (array instanceof long[] values) {
            return values;
        }
        throw wrongStorage("long[]");
    }

    /** The array behind an int16, uint16, float16 or bfloat16 tensor. */
    public short[] shorts() {
        if (array instanceof short[] values) {
            return values;
        }
        throw wrongStorage("short[]");
    }

    /** The array behind an int8, uint8 or bool tensor. */
    public byte[] bytes() {
        if (array instanceof byte[] values) {
            return values;
        }
        throw wrongStorage("byte[]");
    }

    /** The array behind a string tensor. */
    public byte[][] strings() {
        if (array instanceof byte[][] values) {
            return values;
        }
        throw wrongStorage("byte[][]");
    }

    private InvalidArgumentException wrongStorage(String asked) {
        return new InvalidArgumentException(
                "a " + dtype + " tensor is not stored in a " + asked + " but in " + dtype.storage());
    }

    /** Element {@code i} of any real dtype as a {@code double}. */
    public double doubleAt(int i) {
        requireIndex(i);
        return JavaValues.doubleAt(this, i);
    }

    /** Element {@code i} of an integer or bool tensor. */
    public long longAt(int i) {
        requireIndex(i);
        return JavaValues.longAt(this, i);
    }

    private void requireIndex(int i) {
        if (i < 0 || i >= size) {
            throw new InvalidArgumentException("a tensor of shape " + shape + " has no element number " + i);
        }
    }

    /** The one element, as a float. */
    public float toFloat() {
        return dtype == DType.FLOAT32 ? floats()[only()] : (float) doubleAt(only());
    }

    /** The one element, as a double. */
    public double toDouble() {
        return doubleAt(only());
    }

    /** The one element of an integer tensor. */
    public int toInt() {
        return intAt(only());
    }

    /** The one element of an integer tensor. */
    public long toLong() {
        return longAt(only());
    }

    /** The one element of a bool tensor. */
    public boolean toBoolean() {
        return longAt(only()) != 0;
    }

    /** The one element of a string tensor, as UTF-8 text. */
    public String toText() {
        return new String(strings()[only()], StandardCharsets.UTF_8);
    }

    private int intAt(int i) {
        long value = longAt(i);
        if (value != (int) value) {
            throw new InvalidArgumentException("the " + dtype + " value " + value + " does not fit an int");
        }
        return (int) value;
    }

    private int only() {
        if (size != 1) {
            throw new InvalidArgumentException("a tensor of shape " + shape + " is not one number: take toArray()");
        }
        return 0;
    }

    /** The elements of any real tensor as floats, row-major, in a new array. */
    public float[] toFloatArray() {
        if (dtype == DType.FLOAT32) {
            return Arrays.copyOf(floats(), size);
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) doubleAt(i);
        }
        return values;
    }

    /** The elements of any real tensor as doubles, row-major, in a new array. */
    public double[] toDoubleArray() {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = doubleAt(i);
        }
        return values;
    }

    /** The elements of an integer tensor, row-major, in a new array. */
    public long[] toLongArray() {
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
            values[i] = longAt(i);
        }
        return values;
    }

    /** The elements of an integer tensor, row-major, in a new array; each must fit an {@code int}. */
    public int[] toIntArray() {
        int[] values = new int[size];
        for (int i = 0; i < size; i++) {
            values[i] = intAt(i);
        }
        return values;
    }

    /**
     * A new nested Java array of the tensor's rank: {@code float[][]} for a float32 matrix; {@code boolean} for bool,
     * {@code String} for string. Of a scalar, its box.
     */
    public Object toArray() {
        return JavaValues.toNestedArray(this);
    }

    /** The same elements under another shape of the same size, not copied. */
    public Tensor reshape(Shape other) {
        if (other.equals(shape)) {
            return this;
        }
        if (other.size() != size) {
            throw new InvalidArgumentException(
                    "a tensor of shape " + shape + " has " + size + " elements and cannot be reshaped to " + other);
        }
        return new Tensor(dtype, other, size, array);
    }

    /** The same value in an array of its own. */
    public Tensor copy() {
        Tensor copy = zeros(dtype, shape);
        copy.setFrom(this);
        return copy;
    }

    /** Overwrites this tensor's elements with those of a tensor of the same dtype and size. For kernels. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // equal dtypes have arrays of equal type
    public void setFrom(Tensor source) {
        if (source.dtype != dtype || source.size != size) {
            throw new InvalidArgumentException(
                    "a tensor of " + spec() + " cannot take the elements of one of " + source.spec());
        }
        System.arraycopy(source.array, 0, array, 0, size * dtype.width());
    }

    /** Whether dtype, shape and all elements are equal, bit for bit. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Tensor that
                        && dtype == that.dtype
                        && shape.equals(that.shape)
                        && JavaValues.equal(this, that);
    }

    @Override
    public int hashCode() {
        return 31 * dtype.hashCode() + shape.hashCode() + JavaValues.hash(this);
    }

    /** {@code array([[1., 2.]], dtype=float32)}: what Python's {@code repr} prints. */
    public String repr() {
        return NumpyText.repr(this);
    }

    /** {@code [[1. 2.]]}: what Python's {@code print} prints. */
    @Override
    public String toString() {
        return NumpyText.str(this);
    }
}
