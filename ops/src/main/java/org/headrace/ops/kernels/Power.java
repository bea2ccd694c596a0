package org.headrace.ops.kernels;

/** Powers as C++ defines them, where Java's differ or are missing. */
final class Power {
    private Power() {}

    /** {@code a^b}; unlike {@link Math#pow}, 1 to any power and -1 to an infinite one are 1. */
    static double of(double a, double b) {
        return a == 1 || a == -1 && Double.isInfinite(b) ? 1 : Math.pow(a, b);
    }

    static int of(int a, int b) {
        return (int) of((long) a, (long) b);
    }

    /** {@code a^b}, wrapping around. */
    static long of(long a, long b) {
        if (b < 0) {
            throw new ArithmeticException("Integers to negative integer powers are not allowed");
        }
        long result = 1;
        long square = a;
        for (long rest = b; rest != 0; rest >>= 1) {
            if ((rest & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }
}
