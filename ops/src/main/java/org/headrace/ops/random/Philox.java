package org.headrace.ops.random;

import org.headrace.ops.kernels.Kernels;
import org.headrace.ops.kernels.PhiloxLoops;

/**
 * One stream of Philox 4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011): a counter of 128
 * bits, enciphered under a key of 64, gives four 32-bit words a block. Any block can be reached at once by
 * {@link #skip}, so pieces of one output can be made in parallel. Not thread-safe: {@link #copy} for each thread.
 */
public final class Philox {

    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final long WORD = 0xFFFFFFFFL;
    private static final int ROUNDS = 10;
    private static final long STATELESS_KEY = 0x02461e293ec8f720L;

    private long key;
    private long low;
    private long high;

    private int word0;
    private int word1;
    private int word2;
    private int word3;

    /**
     * The stream of TensorFlow's two seeds, as they stand in an op's {@code seed} and {@code seed2}.
     *
     * @param seed the key
     * @param seed2 the upper half of the first counter; the lower half is zero
     */
    public Philox(long seed, long seed2) {
        this(seed, 0, seed2);
    }

    private Philox(long key, long low, long high) {
        this.key = key;
        this.low = low;
        this.high = high;
    }

    /**
     * Becomes the stream of the two numbers that TensorFlow's stateless ops take as seeds. They are enciphered, so that it
     * does not matter which of them differ.
     */
    void setStateless(long seed0, long seed1) {
        key = STATELESS_KEY;
        low = seed0;
        high = seed1;
        next();
        key = pair(word0, word1);
        low = 0;
        high = pair(word2, word3);
    }

    private static long pair(int low, int high) {
        return Integer.toUnsignedLong(low) | (long) high << 32;
    }

    /** A second stream at the same place. */
    public Philox copy() {
        return new Philox(key, low, high);
    }

    /** Becomes the stream that {@code other} is, at the same place. */
    public void set(Philox other) {
        key = other.key;
        low = other.low;
        high = other.high;
    }

    /** Moves on by {@code blocks} blocks of four words, taken as an unsigned number. */
    public void skip(long blocks) {
        low += blocks;
        if (Long.compareUnsigned(low, blocks) < 0) {
            high++;
        }
    }

    /** Makes the next block: {@link #word} then has its words. */
    public void next() {
        int c0 = (int) low;
        int c1 = (int) (low >>> 32);
        int c2 = (int) high;
        int c3 = (int) (high >>> 32);
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = MULTIPLIER_0 * (c0 & WORD);
            long product1 = MULTIPLIER_1 * (c2 & WORD);
            c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            c1 = (int) product1;
            c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c3 = (int) product0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        word0 = c0;
        word1 = c1;
        word2 = c2;
        word3 = c3;
        skip(1);
    }

    /**
     * Makes up to {@code blocks} blocks, their words as {@link Uniform} takes them for floats, and tells how many: as many as
     * the kernels in use make side by side, none if they do not.
     */
    int uniform(float[] out, int at, int blocks) {
        PhiloxLoops loops = Kernels.provider().philox();
        int made = loops == null ? 0 : loops.uniform(key, low, high, out, at, blocks);
        skip(made);
        return made;
    }

    int word0() {
        return word0;
    }

    int word1() {
        return word1;
    }

    int word2() {
        return word2;
    }

    int word3() {
        return word3;
    }

    /** Word {@code i} of the block, 0 to 3. */
    public int word(int i) {
        return switch (i) {
            case 0 -> word0;
            case 1 -> word1;
            case 2 -> word2;
            case 3 -> word3;
            default -> throw new IndexOutOfBoundsException(i);
        };
    }
}
