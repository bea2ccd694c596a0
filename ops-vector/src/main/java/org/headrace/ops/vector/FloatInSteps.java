package org.headrace.ops.vector;

import org.headrace.ops.kernels.Primitives;

/**
 * A function of float in two loops, each short enough for the JIT of JDK 17 to keep all vectors in registers: longer ones
 * allocate an object for some vectors. For one thread at a time.
 */
final class FloatInSteps implements Primitives.Unary<float[]> {
    private static final int CHUNK = 1024;

    private final First first;
    private final Second second;
    private final float[] part = new float[CHUNK];

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
        for (int from = 0; from < n; from += CHUNK) {
            int m = Math.min(CHUNK, n - from);
            first.apply(x, xAt + from, part, m);
            second.apply(x, xAt + from, part, y, yAt + from, m);
        }
    }
}
