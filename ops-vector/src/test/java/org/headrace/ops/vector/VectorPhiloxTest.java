package org.headrace.ops.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.headrace.ops.random.Philox;
import org.headrace.ops.random.Uniform;
import org.junit.jupiter.api.Test;

/** Philox on the Vector API gives the numbers that it gives block by block. */
class VectorPhiloxTest {
    private final VectorPhilox loops = new VectorPhilox();

    /** One block at a time, too few for a vector. */
    private static float[] blockByBlock(long key, long low, long high, int blocks) {
        float[] out = new float[4 * blocks];
        for (int i = 0; i < blocks; i++) {
            Philox stream = new Philox(key, high);
            stream.skip(low + i);
            float[] block = new float[4];
            Uniform.fill(stream, block, 0, 4);
            System.arraycopy(block, 0, out, 4 * i, 4);
        }
        return out;
    }

    @Test
    void theNumbersAreThoseOfSingleBlocks() {
        long[] seeds = {0, 1, -1, 0x123456789abcdefL, Long.MIN_VALUE, 0xffffffffL};
        for (int round = 0; round < 300; round++) {
            for (long key : seeds) {
                long low = key * round;
                int blocks = 37;
                float[] out = new float[4 * blocks + 3];
                int made = loops.uniform(key, low, ~key, out, 3, blocks);
                boolean wraps = Long.compareUnsigned(low + blocks, low) < 0;
                assertThat(made).isBetween(wraps ? 0 : 1, blocks);
                float[] expected = blockByBlock(key, low, ~key, made);
                assertThat(Arrays.copyOfRange(out, 3, 3 + 4 * made)).isEqualTo(expected);
                assertThat(out[2]).isZero();
            }
        }
    }

    /** TensorFlow 1.15's RandomUniform of shape [8] with seed 1 and seed2 1 begins so. */
    @Test
    void theFirstNumbersAreTensorFlows() {
        float[] out = new float[64];
        assertThat(loops.uniform(1, 0, 1, out, 0, 16)).isEqualTo(16);
        assertThat(Arrays.copyOf(out, 4)).containsExactly(0.055544138f, 0.018698454f, 0.07080972f, 0.27141213f);
    }

    @Test
    void noBlocksAreMadeWhereTheUpperHalfChanges() {
        assertThat(loops.uniform(1, -5, 1, new float[400], 0, 100)).isZero();
    }
}
