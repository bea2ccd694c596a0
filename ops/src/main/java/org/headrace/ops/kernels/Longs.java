package org.headrace.ops.kernels;

import org.headrace.core.DType;
import org.headrace.core.Tensor;

/** Integers of every width, and bool, to and from {@code long}; uint64 bit for bit. */
final class Longs {
    private Longs() {}

    /** Reads {@code n} elements from element {@code from} on to the beginning of {@code into}. */
    static void load(Tensor tensor, int from, long[] into, int n) {
        load(tensor.dtype(), tensor.array(), from, into, n);
    }

    /** The same of an array of a dtype's elements. */
    static void load(DType dtype, Object values, int from, long[] into, int n) {
        switch (dtype) {
            case INT8, BOOL -> {
                byte[] x = (byte[]) values;
                for (int i = 0; i < n; i++) {
                    into[i] = x[from + i];
                }
            }
            case UINT8 -> {
                byte[] x = (byte[]) values;
                for (int i = 0; i < n; i++) {
                    into[i] = Byte.toUnsignedInt(x[from + i]);
                }
            }
            case INT16 -> {
                short[] x = (short[]) values;
                for (int i = 0; i < n; i++) {
                    into[i] = x[from + i];
                }
            }
            case UINT16 -> {
                short[] x = (short[]) values;
                for (int i = 0; i < n; i++) {
                    into[i] = Short.toUnsignedInt(x[from + i]);
                }
            }
            case INT32 -> {
                int[] x = (int[]) values;
                for (int i = 0; i < n; i++) {
                    into[i] = x[from + i];
                }
            }
            case UINT32 -> {
                int[] x = (int[]) values;
                for (int i = 0; i < n; i++) {
                    into[i] = Integer.toUnsignedLong(x[from + i]);
                }
            }
            case INT64, UINT64 -> System.arraycopy(values, from, into, 0, n);
            default -> throw new IllegalArgumentException(dtype.toString());
        }
    }

    /** Writes {@code values[0]} to {@code values[n - 1]} from element {@code at} on, their high bits lost. */
    static void store(long[] values, Tensor tensor, int at, int n) {
        switch (tensor.dtype()) {
            case INT8, UINT8 -> {
                byte[] y = tensor.bytes();
                for (int i = 0; i < n; i++) {
                    y[at + i] = (byte) values[i];
                }
            }
            case BOOL -> {
                byte[] y = tensor.bytes();
                for (int i = 0; i < n; i++) {
                    y[at + i] = (byte) (values[i] == 0 ? 0 : 1);
                }
            }
            case INT16, UINT16 -> {
                short[] y = tensor.shorts();
                for (int i = 0; i < n; i++) {
                    y[at + i] = (short) values[i];
                }
            }
            case INT32, UINT32 -> {
                int[] y = tensor.ints();
                for (int i = 0; i < n; i++) {
                    y[at + i] = (int) values[i];
                }
            }
            case INT64, UINT64 -> System.arraycopy(values, 0, tensor.longs(), at, n);
            default -> throw new IllegalArgumentException(tensor.dtype().toString());
        }
    }

    /** The least value of an integer dtype; of uint64, with its first bit flipped. */
    static long lowest(DType dtype) {
        return switch (dtype) {
            case INT8 -> Byte.MIN_VALUE;
            case INT16 -> Short.MIN_VALUE;
            case INT32 -> Integer.MIN_VALUE;
            case INT64, UINT64 -> Long.MIN_VALUE;
            default -> 0;
        };
    }

    /** The greatest value of an integer dtype; of uint64, with its first bit flipped. */
    static long highest(DType dtype) {
        return switch (dtype) {
            case INT8 -> Byte.MAX_VALUE;
            case UINT8 -> 0xFF;
            case INT16 -> Short.MAX_VALUE;
            case UINT16 -> 0xFFFF;
            case INT32 -> Integer.MAX_VALUE;
            case UINT32 -> 0xFFFFFFFFL;
            case INT64, UINT64 -> Long.MAX_VALUE;
            default -> 1;
        };
    }
}
