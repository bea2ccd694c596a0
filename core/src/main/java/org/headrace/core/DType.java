package org.headrace.core;

import java.util.Locale;

/**
 * The element types of tensors: TensorFlow's, with the numbers that its files use.
 *
 * <p>A tensor's values live in one Java array, row-major; {@link #storage()} tells which. Types without a Java twin are
 * stored bit for bit: {@code float16} and {@code bfloat16} in {@code short[]}, unsigned integers in the signed array of
 * their width, complex numbers as (real, imaginary) pairs, {@code bool} as bytes 0 and 1, strings as {@code byte[][]}.
 */
public enum DType {
    FLOAT32(1, "float", 4, Storage.FLOATS),
    FLOAT64(2, "double", 8, Storage.DOUBLES),
    INT32(3, "int32", 4, Storage.INTS),
    UINT8(4, "uint8", 1, Storage.BYTES),
    INT16(5, "int16", 2, Storage.SHORTS),
    INT8(6, "int8", 1, Storage.BYTES),
    STRING(7, "string", 0, Storage.STRINGS),
    COMPLEX64(8, "complex64", 8, Storage.FLOATS),
    INT64(9, "int64", 8, Storage.LONGS),
    BOOL(10, "bool", 1, Storage.BYTES),
    BFLOAT16(14, "bfloat16", 2, Storage.SHORTS),
    UINT16(17, "uint16", 2, Storage.SHORTS),
    COMPLEX128(18, "complex128", 16, Storage.DOUBLES),
    FLOAT16(19, "half", 2, Storage.SHORTS),
    /** What names a variable or a table that a session keeps; its value means nothing. */
    RESOURCE(20, "resource", 8, Storage.LONGS),
    UINT32(22, "uint32", 4, Storage.INTS),
    UINT64(23, "uint64", 8, Storage.LONGS);

    /** The kinds of Java array that hold values. */
    public enum Storage {
        FLOATS,
        DOUBLES,
        INTS,
        LONGS,
        SHORTS,
        BYTES,
        STRINGS
    }

    private final int number;
    private final String kernelName;
    private final int bytes;
    private final Storage storage;

    DType(int number, String kernelName, int bytes, Storage storage) {
        this.number = number;
        this.kernelName = kernelName;
        this.bytes = bytes;
        this.storage = storage;
    }

    /** The number of TensorFlow's {@code DataType} enum: {@code float32} is 1. */
    public int number() {
        return number;
    }

    /** The name as TensorFlow's run-time messages print it: {@code float}, {@code double}, {@code int32}, ... */
    public String kernelName() {
        return kernelName;
    }

    /** Bytes an element takes in TensorFlow's files; 0 for strings, whose length varies. */
    public int bytes() {
        return bytes;
    }

    /** The kind of Java array that holds the values. */
    public Storage storage() {
        return storage;
    }

    /** How many array elements one tensor element takes: 2 for complex numbers, else 1. */
    public int width() {
        return isComplex() ? 2 : 1;
    }

    public boolean isFloating() {
        return this == FLOAT32 || this == FLOAT64 || this == FLOAT16 || this == BFLOAT16;
    }

    public boolean isComplex() {
        return this == COMPLEX64 || this == COMPLEX128;
    }

    /** Whole numbers, signed or not; {@code bool} is none. */
    public boolean isInteger() {
        return switch (this) {
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> true;
            default -> false;
        };
    }

    public boolean isNumeric() {
        return isInteger() || isFloating() || isComplex();
    }

    /** Whether gradients flow through values of this type: floating and complex ones, and variables' handles. */
    public boolean isTrainable() {
        return isFloating() || isComplex() || this == RESOURCE;
    }

    /** The type with TensorFlow's number {@code number}; a reference type's number (100 more) gives its base type. */
    public static DType ofNumber(int number) {
        int base = number > 100 ? number - 100 : number;
        for (DType dtype : values()) {
            if (dtype.number == base) {
                return dtype;
            }
        }
        throw new UnimplementedException("no dtype has TensorFlow's number " + number);
    }

    /** The name as TensorFlow's Python prints it: {@code float32}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
