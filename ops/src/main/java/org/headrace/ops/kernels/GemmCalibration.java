package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.Workers;

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
        ProductSizes sizes = new ProductSizes(false, false, SIZE, SIZE, SIZE, false);
        Product<float[]> tried = candidate.floats(sizes, Workers.ONE, Product.Finish.NONE);
        Product<float[]> other = reference.floats(sizes, Workers.ONE, Product.Finish.NONE);
        for (int i = 0; i < WARM_UP; i++) {
            time(tried, a, c);
            time(other, a, c);
        }
        long best = Long.MAX_VALUE;
        long bestReference = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            best = Math.min(best, time(tried, a, c));
            bestReference = Math.min(bestReference, time(other, a, c));
        }
        return best < bestReference;
    }

    private static long time(Product<float[]> product, float[] a, float[] c) {
        long start = System.nanoTime();
        product.run(a, 0, a, 0, c, 0);
        return System.nanoTime() - start;
    }
}
