package org.headrace.ops.kernels;

import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;

/** Cross products of vectors of 3 integers, which wrap around as their dtype does. */
public final class WholeCross implements Kernel {
    private final int n;
    private final long[] a = new long[3];
    private final long[] b = new long[3];
    private final long[] y = new long[3];

    /** For {@code n} elements, three a vector. */
    public WholeCross(int n) {
        this.n = n;
    }

    @Override
    public void run(KernelContext context) {
        for (int i = 0; i < n; i += 3) {
            Longs.load(context.input(0), i, a, 3);
            Longs.load(context.input(1), i, b, 3);
            y[0] = a[1] * b[2] - a[2] * b[1];
            y[1] = a[2] * b[0] - a[0] * b[2];
            y[2] = a[0] * b[1] - a[1] * b[0];
            Longs.store(y, context.output(0), i, 3);
        }
    }
}
