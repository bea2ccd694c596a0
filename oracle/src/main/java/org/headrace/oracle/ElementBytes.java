package org.headrace.oracle;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import org.headrace.interop.proto.DataType;

/** Java arrays to and from the bytes of a tensor in memory. Every platform TensorFlow 1.15 runs on is little-endian. */
final class ElementBytes {

    private ElementBytes() {}

    static int componentsPerElement(DataType dtype) {
        return dtype == DataType.DT_COMPLEX64 || dtype == DataType.DT_COMPLEX128 ? 2 : 1;
    }

    /** Bytes of one element. */
    static int size(DataType dtype) {
        return switch (dtype) {
            case DT_BOOL, DT_INT8, DT_UINT8 -> 1;
            case DT_INT16, DT_UINT16, DT_HALF, DT_BFLOAT16 -> 2;
            case DT_INT32, DT_UINT32, DT_FLOAT -> 4;
            case DT_INT64, DT_UINT64, DT_DOUBLE, DT_COMPLEX64 -> 8;
            case DT_COMPLEX128 -> 16;
            default -> throw new IllegalArgumentException(dtype + " has no elements of a fixed size");
        };
    }

    static ByteBuffer encode(TensorValue value) {
        if (value.dtype() == DataType.DT_STRING) {
            return StringBytes.encode(value.strings());
        }
        int components = componentsPerElement(value.dtype());
        int length = Array.getLength(value.elements()) / components;
        ByteBuffer bytes = allocate(length * size(value.dtype()));
        switch (value.dtype()) {
            case DT_BOOL -> {
                for (boolean b : value.booleans()) {
                    bytes.put(b ? (byte) 1 : 0);
                }
                bytes.flip();
            }
            case DT_INT8, DT_UINT8 -> bytes.put(value.bytes()).flip();
            case DT_INT16, DT_UINT16, DT_HALF, DT_BFLOAT16 ->
                bytes.asShortBuffer().put(value.shorts());
            case DT_INT32, DT_UINT32 -> bytes.asIntBuffer().put(value.ints());
            case DT_INT64, DT_UINT64 -> bytes.asLongBuffer().put(value.longs());
            case DT_FLOAT, DT_COMPLEX64 -> bytes.asFloatBuffer().put(value.floats());
            default -> bytes.asDoubleBuffer().put(value.doubles());
        }
        return bytes;
    }

    /** The array for {@code bytes}, in which there are {@code length} elements. */
    static Object decode(DataType dtype, ByteBuffer bytes, int length) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        switch (dtype) {
            case DT_STRING -> {
                return StringBytes.decode(bytes, length);
            }
            case DT_BOOL -> {
                boolean[] a = new boolean[length];
                for (int i = 0; i < length; i++) {
                    a[i] = bytes.get(i) != 0;
                }
                return a;
            }
            case DT_INT8, DT_UINT8 -> {
                byte[] a = new byte[length];
                bytes.get(a);
                return a;
            }
            case DT_INT16, DT_UINT16, DT_HALF, DT_BFLOAT16 -> {
                ShortBuffer from = bytes.asShortBuffer();
                short[] a = new short[from.remaining()];
                from.get(a);
                return a;
            }
            case DT_INT32, DT_UINT32 -> {
                IntBuffer from = bytes.asIntBuffer();
                int[] a = new int[from.remaining()];
                from.get(a);
                return a;
            }
            case DT_INT64, DT_UINT64 -> {
                LongBuffer from = bytes.asLongBuffer();
                long[] a = new long[from.remaining()];
                from.get(a);
                return a;
            }
            case DT_FLOAT, DT_COMPLEX64 -> {
                FloatBuffer from = bytes.asFloatBuffer();
                float[] a = new float[from.remaining()];
                from.get(a);
                return a;
            }
            case DT_DOUBLE, DT_COMPLEX128 -> {
                DoubleBuffer from = bytes.asDoubleBuffer();
                double[] a = new double[from.remaining()];
                from.get(a);
                return a;
            }
            default -> throw new IllegalArgumentException("no Java array holds " + dtype);
        }
    }

    static ByteBuffer allocate(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
