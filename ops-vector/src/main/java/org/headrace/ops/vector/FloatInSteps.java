package org.headrace.ops.vector;

import org.headrace.ops.kernels.Primitives;

/**
 * A function of float in two loops, each short enough for the JIT of JDK 17 to keep all vectors in registers: longer ones
 * allocate an object for some vectors.
 */
final class FloatInSteps implements Primitives.Unary<float[]> {
    private static final int CHUNK = 1024;

    private final First first;
    private final Second second;
    private final ThreadLocal<float[]> part = ThreadLocal.withInitial(() -> new float[CHUNK]);

    FloatInSteps(First first, Second second) {
        this.first = first;
        this.second = second;
    }

    /** Computes a part of the result, of whole vectors only. */
    @FunctionalInterface
    interface First {
        void apply(float[] x, int xAt, float[] part, int n);
    }

    /** Computes the result from the part. */
    @FunctionalInterface
    interface Second {
        void apply(float[] x, int xAt, float[] part, float[] y, int yAt, int n);
    }

    @Override
    public void apply(float[] x, int xAt, float[] y, int yAt, int n) {
        float[] scratch = part.get();
        int from = 0;
        do {
            int m = Math.min(CHUNK, n - from);
            first.apply(x, xAt + from, scratch, m);
            second.apply(x, xAt + from, scratch, y, yAt + from, m);
            from += CHUNK;
        } while (from < n);
    }
}
