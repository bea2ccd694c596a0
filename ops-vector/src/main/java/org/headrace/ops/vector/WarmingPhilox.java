package org.headrace.ops.vector;

import org.headrace.ops.kernels.PhiloxLoops;
import org.headrace.ops.random.Philox;
import org.headrace.ops.random.Uniform;

/** Random numbers in plain code, which the caller has, until their vector code has warmed up. */
final class WarmingPhilox implements PhiloxLoops {
    /** Each block takes about so many operations. */
    private static final int WORK = 40;

    private static final int LITTLE = 35;
    private static final int ENOUGH = 500;

    private final WarmUp<PhiloxLoops> uniform = new WarmUp<>(
            "uniform numbers", (key, low, high, out, at, blocks) -> 0, () -> new VectorPhilox(), LITTLE, ENOUGH, () -> {
                Philox start = new Philox(1, 1);
                float[] out = new float[4 * ENOUGH];
                return (loops, blocks, times) -> {
                    for (int i = 0; i < times; i++) {
                        if (loops.uniform(1, 0, 1, out, 0, blocks) == 0) {
                            Uniform.fill(start, out, 0, 4 * blocks);
                        }
                    }
                };
            });

    @Override
    public int uniform(long key, long low, long high, float[] out, int at, int blocks) {
        return uniform.code((long) WORK * blocks).uniform(key, low, high, out, at, blocks);
    }
}
