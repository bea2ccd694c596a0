package org.headrace.ops.random;

/** The words of a stream one at a time, and numbers made of as many as they need. Not thread-safe. */
public final class Words {
    private static final int WORDS_PER_BLOCK = 4;

    private final Philox bits = new Philox(0, 0);
    private int used;

    /** Of no stream yet. */
    public Words() {}

    /** Begins with word {@code from} of {@code start}'s. */
    public void begin(Philox start, long from) {
        bits.set(start);
        bits.skip(from / WORDS_PER_BLOCK);
        used = WORDS_PER_BLOCK;
        for (long i = from % WORDS_PER_BLOCK; i > 0; i--) {
            next();
        }
    }

    /** The next word. */
    public int next() {
        if (used == WORDS_PER_BLOCK) {
            bits.next();
            used = 0;
        }
        return bits.word(used++);
    }

    private long nextLong() {
        int low = next();
        int high = next();
        return Integer.toUnsignedLong(low) | (long) high << 32;
    }

    /** A number uniform in {@code [0, 1)}. */
    public double uniform() {
        int first = next();
        int second = next();
        return Uniform.toDouble(first, second);
    }

    /** An integer uniform in {@code [0, n)}, {@code n > 0}: bits that would favour small ones are passed over. */
    public int below(int n) {
        if ((n & n - 1) == 0) {
            return next() & n - 1;
        }
        int rest = Integer.remainderUnsigned(-1, n) + 1;
        int word = next();
        while (Integer.compareUnsigned(word, rest) < 0) {
            word = next();
        }
        return Integer.remainderUnsigned(word, n);
    }

    /** The same of 64 bits. */
    public long below(long n) {
        if ((n & n - 1) == 0) {
            return nextLong() & n - 1;
        }
        long rest = Long.remainderUnsigned(-1, n) + 1;
        long word = nextLong();
        while (Long.compareUnsigned(word, rest) < 0) {
            word = nextLong();
        }
        return Long.remainderUnsigned(word, n);
    }
}
