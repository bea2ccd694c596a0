package org.headrace.oracle;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import org.headrace.interop.proto.DataType;

/**
 * A tensor on its way into or out of TensorFlow.
 *
 * <p>{@code elements} is a flat, row-major array: {@code float[]}, {@code double[]}, {@code int[]} (also uint32),
 * {@code long[]} (also uint64), {@code byte[]} (int8, uint8), {@code short[]} (int16, uint16, and the bits of half and
 * bfloat16), {@code boolean[]}, {@code byte[][]} (strings); complex numbers are {@code float[]} or {@code double[]} in
 * which real and imaginary parts alternate.
 *
 * @param dtype the element type
 * @param shape the sizes of the dimensions; empty for a scalar
 * @param elements the elements
 */
public record TensorValue(DataType dtype, List<Long> shape, Object elements) {

    /** Checks that there are as many elements as {@code shape} says. */
    public TensorValue {
        shape = List.copyOf(shape);
        long needed = ElementBytes.componentsPerElement(dtype);
        for (long size : shape) {
            needed = Math.multiplyExact(needed, size);
        }
        if (Array.getLength(elements) != needed) {
            throw new IllegalArgumentException(dtype + " of shape " + shape + " needs " + needed
                    + " array elements, got " + Array.getLength(elements));
        }
    }

    /** A value of the given type and shape. */
    public static TensorValue of(DataType dtype, Object elements, long... shape) {
        return new TensorValue(dtype, boxed(shape), elements);
    }

    static List<Long> boxed(long[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }

    long[] shapeArray() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    /** The elements of a float32 or complex64 value. */
    public float[] floats() {
        return (float[]) elements;
    }

    /** The elements of a float64 or complex128 value. */
    public double[] doubles() {
        return (double[]) elements;
    }

    /** The elements of an int32 or uint32 value. */
    public int[] ints() {
        return (int[]) elements;
    }

    /** The elements of an int64 or uint64 value. */
    public long[] longs() {
        return (long[]) elements;
    }

    /** The elements of a value of a type of 16 bits. */
    public short[] shorts() {
        return (short[]) elements;
    }

    /** The elements of an int8 or uint8 value. */
    public byte[] bytes() {
        return (byte[]) elements;
    }

    /** The elements of a bool value. */
    public boolean[] booleans() {
        return (boolean[]) elements;
    }

    /** The elements of a string value. */
    public byte[][] strings() {
        return (byte[][]) elements;
    }
}
