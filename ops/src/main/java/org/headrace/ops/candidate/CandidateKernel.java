package org.headrace.ops.candidate;

import java.util.HashSet;
import java.util.Set;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.ops.random.PhiloxGenerator;
import org.headrace.ops.random.Words;

/** Draws classes, those that were drawn already again if they are to be unique. */
final class CandidateKernel implements Kernel {
    private static final int WORDS_PER_SAMPLE = 2048;
    private static final int WORDS_PER_BLOCK = 4;

    private final CandidateSampling op;
    private final RangeSampler sampler;
    private final PhiloxGenerator generator;
    private final Words bits = new Words();
    private final Set<Long> drawn = new HashSet<>();

    CandidateKernel(CandidateSampling op, RangeSampler sampler, PhiloxGenerator generator) {
        this.op = op;
        this.sampler = sampler;
        this.generator = generator;
    }

    @Override
    public void run(KernelContext context) {
        long[] classes = context.input(0).longs();
        int count = context.input(0).size();
        for (int i = 0; i < count; i++) {
            if (classes[i] < 0 || classes[i] >= sampler.range()) {
                throw context.error("`true_candidate` out of range [0, %d), received %d", sampler.range(), classes[i]);
            }
        }
        bits.begin(generator.reserve((long) op.numSampled() * WORDS_PER_SAMPLE / WORDS_PER_BLOCK), 0);
        synchronized (sampler) { // those that learn change from batch to batch
            long[] sampled = context.output(0).longs();
            int tries = draw(sampled);
            expect(classes, count, tries, context.output(1).floats());
            expect(sampled, op.numSampled(), tries, context.output(2).floats());
            sampler.update(classes, count);
        }
    }

    /** Tells how many were drawn until there were enough. */
    private int draw(long[] sampled) {
        drawn.clear();
        int tries = 0;
        for (int i = 0; i < op.numSampled(); ) {
            long value = sampler.sample(bits);
            tries++;
            if (!op.unique() || drawn.add(value)) {
                sampled[i++] = value;
            }
        }
        return tries;
    }

    private void expect(long[] values, int count, int tries, float[] expected) {
        for (int i = 0; i < count; i++) {
            float p = sampler.probability(values[i]);
            expected[i] = tries == op.numSampled()
                    ? p * op.numSampled()
                    : -(float) Math.expm1(tries * (float) Math.log1p(-p));
        }
    }
}
