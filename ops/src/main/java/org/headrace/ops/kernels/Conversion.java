package org.headrace.ops.kernels;

import org.headrace.core.DType;
import org.headrace.core.Halves;

/**
 * Loops that copy {@code n} elements from one kind of array to another. Real numbers become integers as on the x86
 * machines that TensorFlow runs on: toward zero, and NaN and what is out of range become the smallest integer; narrower
 * integers are the low bits of wider ones.
 */
@FunctionalInterface
interface Conversion {
    void apply(Object from, int fromAt, Object to, int toAt, int n);

    /** From a tensor's elements to its lane's. */
    static Conversion load(DType dtype) {
        return switch (dtype) {
            case INT8, BOOL -> Conversion::widenBytes;
            case UINT8 -> Conversion::widenUnsignedBytes;
            case INT16 -> Conversion::widenShorts;
            case UINT16 -> Conversion::widenUnsignedShorts;
            case UINT32 -> Conversion::widenUnsignedInts;
            case FLOAT16 -> Conversion::widenFloat16;
            case BFLOAT16 -> Conversion::widenBfloat16;
            default -> System::arraycopy;
        };
    }

    /** From a lane's elements to a tensor's of {@code dtype}. */
    static Conversion store(DType dtype) {
        return switch (dtype) {
            case INT8, UINT8, BOOL -> Conversion::narrowToBytes;
            case INT16, UINT16 -> Conversion::narrowToShorts;
            case UINT32 -> Conversion::longToInt;
            case FLOAT16 -> Conversion::narrowToFloat16;
            case BFLOAT16 -> Conversion::narrowToBfloat16;
            default -> System::arraycopy;
        };
    }

    /** From one lane's elements to another's. */
    static Conversion between(Lane from, Lane to) {
        if (from == to) {
            return System::arraycopy;
        }
        return switch (from) {
            case FLOAT ->
                switch (to) {
                    case DOUBLE -> Conversion::floatToDouble;
                    case INT -> Conversion::floatToInt;
                    default -> Conversion::floatToLong;
                };
            case DOUBLE ->
                switch (to) {
                    case FLOAT -> Conversion::doubleToFloat;
                    case INT -> Conversion::doubleToInt;
                    default -> Conversion::doubleToLong;
                };
            case INT ->
                switch (to) {
                    case FLOAT -> Conversion::intToFloat;
                    case DOUBLE -> Conversion::intToDouble;
                    default -> Conversion::intToLong;
                };
            case LONG ->
                switch (to) {
                    case FLOAT -> Conversion::longToFloat;
                    case DOUBLE -> Conversion::longToDouble;
                    default -> Conversion::longToInt;
                };
        };
    }

    private static void widenBytes(Object from, int fromAt, Object to, int toAt, int n) {
        byte[] x = (byte[]) from;
        int[] y = (int[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = x[fromAt + i];
        }
    }

    private static void widenUnsignedBytes(Object from, int fromAt, Object to, int toAt, int n) {
        byte[] x = (byte[]) from;
        int[] y = (int[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = x[fromAt + i] & 0xff;
        }
    }

    private static void widenShorts(Object from, int fromAt, Object to, int toAt, int n) {
        short[] x = (short[]) from;
        int[] y = (int[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = x[fromAt + i];
        }
    }

    private static void widenUnsignedShorts(Object from, int fromAt, Object to, int toAt, int n) {
        short[] x = (short[]) from;
        int[] y = (int[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = x[fromAt + i] & 0xffff;
        }
    }

    private static void widenUnsignedInts(Object from, int fromAt, Object to, int toAt, int n) {
        int[] x = (int[]) from;
        long[] y = (long[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = Integer.toUnsignedLong(x[fromAt + i]);
        }
    }

    private static void widenFloat16(Object from, int fromAt, Object to, int toAt, int n) {
        short[] x = (short[]) from;
        float[] y = (float[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = Halves.float16ToFloat(x[fromAt + i]);
        }
    }

    private static void widenBfloat16(Object from, int fromAt, Object to, int toAt, int n) {
        short[] x = (short[]) from;
        float[] y = (float[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = Halves.bfloat16ToFloat(x[fromAt + i]);
        }
    }

    private static void narrowToFloat16(Object from, int fromAt, Object to, int toAt, int n) {
        float[] x = (float[]) from;
        short[] y = (short[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = Halves.floatToFloat16(x[fromAt + i]);
        }
    }

    private static void narrowToBfloat16(Object from, int fromAt, Object to, int toAt, int n) {
        float[] x = (float[]) from;
        short[] y = (short[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = Halves.floatToBfloat16(x[fromAt + i]);
        }
    }

    private static void narrowToBytes(Object from, int fromAt, Object to, int toAt, int n) {
        int[] x = (int[]) from;
        byte[] y = (byte[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = (byte) x[fromAt + i];
        }
    }

    private static void narrowToShorts(Object from, int fromAt, Object to, int toAt, int n) {
        int[] x = (int[]) from;
        short[] y = (short[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = (short) x[fromAt + i];
        }
    }

    private static void floatToDouble(Object from, int fromAt, Object to, int toAt, int n) {
        float[] x = (float[]) from;
        double[] y = (double[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = x[fromAt + i];
        }
    }

    private static void floatToInt(Object from, int fromAt, Object to, int toAt, int n) {
        float[] x = (float[]) from;
        int[] y = (int[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = toInt(x[fromAt + i]);
        }
    }

    private static void floatToLong(Object from, int fromAt, Object to, int toAt, int n) {
        float[] x = (float[]) from;
        long[] y = (long[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = toLong(x[fromAt + i]);
        }
    }

    private static void doubleToFloat(Object from, int fromAt, Object to, int toAt, int n) {
        double[] x = (double[]) from;
        float[] y = (float[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = (float) x[fromAt + i];
        }
    }

    private static void doubleToInt(Object from, int fromAt, Object to, int toAt, int n) {
        double[] x = (double[]) from;
        int[] y = (int[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = toInt(x[fromAt + i]);
        }
    }

    private static void doubleToLong(Object from, int fromAt, Object to, int toAt, int n) {
        double[] x = (double[]) from;
        long[] y = (long[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = toLong(x[fromAt + i]);
        }
    }

    private static void intToFloat(Object from, int fromAt, Object to, int toAt, int n) {
        int[] x = (int[]) from;
        float[] y = (float[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = x[fromAt + i];
        }
    }

    private static void intToDouble(Object from, int fromAt, Object to, int toAt, int n) {
        int[] x = (int[]) from;
        double[] y = (double[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = x[fromAt + i];
        }
    }

    private static void intToLong(Object from, int fromAt, Object to, int toAt, int n) {
        int[] x = (int[]) from;
        long[] y = (long[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = x[fromAt + i];
        }
    }

    private static void longToFloat(Object from, int fromAt, Object to, int toAt, int n) {
        long[] x = (long[]) from;
        float[] y = (float[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = x[fromAt + i];
        }
    }

    private static void longToDouble(Object from, int fromAt, Object to, int toAt, int n) {
        long[] x = (long[]) from;
        double[] y = (double[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = x[fromAt + i];
        }
    }

    private static void longToInt(Object from, int fromAt, Object to, int toAt, int n) {
        long[] x = (long[]) from;
        int[] y = (int[]) to;
        for (int i = 0; i < n; i++) {
            y[toAt + i] = (int) x[fromAt + i];
        }
    }

    /** {@code x} toward zero; the least int of NaN and what is out of range. */
    static int toInt(double x) {
        return x > -0x1p31 - 1 && x < 0x1p31 ? (int) x : Integer.MIN_VALUE;
    }

    /** {@code x} toward zero; the least long of NaN and what is out of range. */
    static long toLong(double x) {
        return x >= -0x1p63 && x < 0x1p63 ? (long) x : Long.MIN_VALUE;
    }
}
