package org.headrace.ops.random;

/**
 * A random order of {@code n} things, by Fisher and Yates' exchange: element {@code i} changes places with one of those
 * from {@code i} on. TensorFlow op {@code RandomShuffle}.
 */
public final class Shuffle {

    private static final int WORDS_PER_BLOCK = 4;

    private Shuffle() {}

    /**
     * A permutation of {@code 0 .. n - 1}: place {@code i} of the result takes thing {@code permutation[i]}. It reserves
     * from {@code generator} one word for each of the {@code n - 1} exchanges.
     */
    public static int[] permutation(PhiloxGenerator generator, int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        if (n <= 1) {
            return order;
        }
        Philox bits = generator.reserve((n - 1 + WORDS_PER_BLOCK - 1L) / WORDS_PER_BLOCK);
        for (int i = 0; i < n - 1; i++) {
            int k = i % WORDS_PER_BLOCK;
            if (k == 0) {
                bits.next();
            }
            int j = i + Integer.remainderUnsigned(bits.word(k), n - i);
            int taken = order[j];
            order[j] = order[i];
            order[i] = taken;
        }
        return order;
    }
}
