package org.headrace.ops.vector;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.stream.LongStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.PhiloxLoops;

/** Philox on the Vector API: a block in each lane, whose 64 bits hold one word of the counter and its products. */
final class VectorPhilox implements PhiloxLoops {
    private static final VectorSpecies<Long> S = LongVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();

    private static final long WORD = 0xFFFFFFFFL;
    private static final int ROUNDS = 10;
    private static final long[] NUMBERS = LongStream.range(0, LANES).toArray();
    private static final int ONE_BITS = 0x3F800000;
    private static final int FRACTION = 0x7FFFFF;

    /** Each of the first lanes twice, and each of the last. */
    private static final VectorShuffle<Long> FIRST = VectorShuffle.fromOp(S, i -> i / 2);

    private static final VectorShuffle<Long> LAST = VectorShuffle.fromOp(S, i -> (LANES + i) / 2);
    private static final VectorMask<Long> ODD = VectorMask.fromLong(S, 0xAAAAAAAAAAAAAAAAL);

    @Override
    public int uniform(long key, long low, long high, float[] out, int at, int blocks) {
        if (Long.compareUnsigned(low + blocks, low) < 0) {
            return 0; // the upper half changes among these blocks
        }
        // the JIT multiplies halves of lanes only where it sees on both sides that the upper ones are 0: twice as fast
        LongVector multiplier0 = LongVector.broadcast(S, 0xD2511F53L).and(WORD);
        LongVector multiplier1 = LongVector.broadcast(S, 0xCD9E8D57L).and(WORD);
        int block = 0;
        for (; block + LANES <= blocks; block += LANES) {
            LongVector c0 = LongVector.fromArray(S, NUMBERS, 0).add(low + block);
            LongVector c1 = c0.lanewise(LSHR, 32);
            LongVector c2 = LongVector.broadcast(S, high);
            LongVector c3 = LongVector.broadcast(S, high >>> 32);
            int k0 = (int) key;
            int k1 = (int) (key >>> 32);
            for (int round = 0; round < ROUNDS; round++) {
                // only the lower halves of the lanes count
                LongVector product0 = c0.and(WORD).mul(multiplier0);
                LongVector product1 = c2.and(WORD).mul(multiplier1);
                c0 = product1.lanewise(LSHR, 32).lanewise(XOR, c1).lanewise(XOR, (long) k0);
                c1 = product1;
                c2 = product0.lanewise(LSHR, 32).lanewise(XOR, c3).lanewise(XOR, (long) k1);
                c3 = product0;
                k0 += 0x9E3779B9;
                k1 += 0xBB67AE85;
            }
            LongVector a = c0.and(WORD).or(c1.lanewise(LSHL, 32));
            LongVector b = c2.and(WORD).or(c3.lanewise(LSHL, 32));
            FloatVector x = a.reinterpretAsInts().and(FRACTION).or(ONE_BITS).reinterpretAsFloats();
            FloatVector y = b.reinterpretAsInts().and(FRACTION).or(ONE_BITS).reinterpretAsFloats();
            x.sub(1).intoArray(out, at + 4 * block);
            y.sub(1).intoArray(out, at + 4 * block + 2 * LANES);
        }
        interleave(out, at, block);
        return block;
    }

    /** Brings the blocks' first two numbers, which lie before their last two, to these. A loop of its own: see {@link FloatInSteps}. */
    private static void interleave(float[] out, int at, int blocks) {
        for (int i = at; i < at + 4 * blocks; i += 4 * LANES) {
            LongVector a = FloatVector.fromArray(F, out, i).reinterpretAsLongs();
            LongVector b = FloatVector.fromArray(F, out, i + 2 * LANES).reinterpretAsLongs();
            LongVector first = a.rearrange(FIRST).blend(b.rearrange(FIRST), ODD);
            LongVector last = a.rearrange(LAST).blend(b.rearrange(LAST), ODD);
            first.reinterpretAsFloats().intoArray(out, i);
            last.reinterpretAsFloats().intoArray(out, i + 2 * LANES);
        }
    }
}
