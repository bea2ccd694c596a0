package org.headrace.ops.kernels;

/**
 * {@code a * b + c}, rounded once: with one instruction where the processor has it. Where it has not, {@link Math#fma}
 * computes in {@link java.math.BigDecimal}, a thousand times slower; then error-free sums and products give the same bits.
 */
public final class Fma {
    /** Whether the processor has the instruction. */
    public static final boolean IN_HARDWARE = isFast();

    private static final double SPLITTER = 0x1p27 + 1;

    private Fma() {}

    /** {@code a * b + c}, rounded once. */
    public static float of(float a, float b, float c) {
        return IN_HARDWARE ? Math.fma(a, b, c) : inSteps(a, b, c);
    }

    /** {@code a * b + c}, rounded once, for numbers that do not come near the ends of the exponent's range. */
    public static double of(double a, double b, double c) {
        return IN_HARDWARE ? Math.fma(a, b, c) : inSteps(a, b, c);
    }

    /** By the clock: the JVM has no other way to tell that needs no further module. */
    private static boolean isFast() {
        long best = Long.MAX_VALUE;
        double x = 1;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                x = Math.fma(x, 0.7, 0.1);
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        return best < 20_000 && x > 0; // an interpreted call takes below 100 ns, one with BigDecimal above 2000
    }

    /** The product is exact in double; the sum is rounded to odd there, so that rounding it to float is the only rounding. */
    static float inSteps(float a, float b, float c) {
        double product = (double) a * b;
        return (float) sumToOdd(product, c);
    }

    static double inSteps(double a, double b, double c) {
        double product = a * b;
        if (!(Math.abs(product) < 0x1p1000
                && Math.abs(c) < 0x1p1000
                && Math.abs(a) < 0x1p990
                && Math.abs(b) < 0x1p990)) {
            return product + c;
        }
        double aHigh = high(a);
        double aLow = a - aHigh;
        double bHigh = high(b);
        double bLow = b - bHigh;
        double productError = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
        double sum = product + c;
        double sumError = error(product, c, sum);
        return sum + sumToOdd(sumError, productError);
    }

    /** The upper half of a number's digits. */
    private static double high(double x) {
        double scaled = SPLITTER * x;
        return scaled - (scaled - x);
    }

    /** What rounding took from {@code sum = a + b}. */
    private static double error(double a, double b, double sum) {
        double bRounded = sum - a;
        return (a - (sum - bRounded)) + (b - bRounded);
    }

    /** {@code a + b}, of the two nearest numbers the one with an odd last bit unless it is exact. */
    private static double sumToOdd(double a, double b) {
        double sum = a + b;
        double error = error(a, b, sum);
        long bits = Double.doubleToRawLongBits(sum);
        if (error != 0 && (bits & 1) == 0 && Double.isFinite(sum)) {
            // one step towards the exact sum
            return Double.longBitsToDouble(error > 0 == sum > 0 ? bits + 1 : bits - 1);
        }
        return sum;
    }
}
