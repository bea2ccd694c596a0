package org.headrace.ops.kernels;

import java.util.Arrays;

/** Times two matrix products against each other for some hundredths of a second. */
final class GemmCalibration {
    private static final int SIZE = 192;
    /** Enough for the JIT compiler to have compiled the loops. */
    private static final int WARM_UP = 20;

    private static final int ROUNDS = 5;

    private GemmCalibration() {}

    /** Whether {@code candidate}'s best time is the shorter one. */
    static boolean isFaster(Gemm candidate, Gemm reference) {
        float[] a = new float[SIZE * SIZE];
        float[] c = new float[SIZE * SIZE];
        Arrays.fill(a, 0.5f);
        for (int i = 0; i < WARM_UP; i++) {
            time(candidate, a, c);
            time(reference, a, c);
        }
        long best = Long.MAX_VALUE;
        long bestReference = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            best = Math.min(best, time(candidate, a, c));
            bestReference = Math.min(bestReference, time(reference, a, c));
        }
        return best < bestReference;
    }

    private static long time(Gemm gemm, float[] a, float[] c) {
        long start = System.nanoTime();
        gemm.sgemm(false, false, SIZE, SIZE, SIZE, a, 0, a, 0, c, 0);
        return System.nanoTime() - start;
    }
}
