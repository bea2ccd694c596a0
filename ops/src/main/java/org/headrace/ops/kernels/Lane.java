package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.DType;
import org.jspecify.annotations.Nullable;

/**
 * The four kinds of numbers that formulas compute with. Narrower integers and bool are widened to {@code int}, uint32 to
 * {@code long}, the 16-bit floating types to {@code float}; uint64 are the bits of a {@code long}.
 */
enum Lane {
    FLOAT,
    DOUBLE,
    INT,
    LONG;

    /** What elements of {@code dtype} are computed with, or null for a dtype that formulas do not take. */
    static @Nullable Lane of(DType dtype) {
        return switch (dtype) {
            case FLOAT32, FLOAT16, BFLOAT16 -> FLOAT;
            case FLOAT64 -> DOUBLE;
            case INT32, INT16, INT8, UINT16, UINT8, BOOL -> INT;
            case INT64, UINT32, UINT64 -> LONG;
            default -> null;
        };
    }

    /** Whether a tensor's elements of {@code dtype} lie in its array as they are computed with. */
    static boolean isStoredAsComputed(DType dtype) {
        return switch (dtype) {
            case FLOAT32, FLOAT64, INT32, INT64, UINT64 -> true;
            default -> false;
        };
    }

    Primitives<?> primitives(KernelProvider provider) {
        return switch (this) {
            case FLOAT -> provider.floats();
            case DOUBLE -> provider.doubles();
            case INT -> new ScalarInts();
            case LONG -> new ScalarLongs();
        };
    }

    Object newArray(int length) {
        return switch (this) {
            case FLOAT -> new float[length];
            case DOUBLE -> new double[length];
            case INT -> new int[length];
            case LONG -> new long[length];
        };
    }

    /** A new array of equal elements. */
    Object filled(int length, double value) {
        Object array = newArray(length);
        switch (this) {
            case FLOAT -> Arrays.fill((float[]) array, (float) value);
            case DOUBLE -> Arrays.fill((double[]) array, value);
            case INT -> Arrays.fill((int[]) array, (int) value);
            case LONG -> Arrays.fill((long[]) array, (long) value);
        }
        return array;
    }

    /** Repeats the element at {@code at} over the {@code n} places from there. */
    void repeat(Object array, int at, int n) {
        switch (this) {
            case FLOAT -> Arrays.fill((float[]) array, at, at + n, ((float[]) array)[at]);
            case DOUBLE -> Arrays.fill((double[]) array, at, at + n, ((double[]) array)[at]);
            case INT -> Arrays.fill((int[]) array, at, at + n, ((int[]) array)[at]);
            case LONG -> Arrays.fill((long[]) array, at, at + n, ((long[]) array)[at]);
        }
    }
}
