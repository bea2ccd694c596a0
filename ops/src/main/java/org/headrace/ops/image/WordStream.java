package org.headrace.ops.image;

import org.headrace.ops.random.Philox;

/** Random words one after the other. */
final class WordStream {
    private final Philox bits;
    private int used = 4;

    WordStream(Philox bits) {
        this.bits = bits;
    }

    int next() {
        if (used == 4) {
            bits.next();
            used = 0;
        }
        return bits.word(used++);
    }

    /** Uniform in [0, 1), of 23 bits. */
    float nextFloat() {
        return Float.intBitsToFloat(0x3F800000 | (next() & 0x7FFFFF)) - 1;
    }

    /** Uniform in 0 to {@code n - 1}; words that would favour small numbers are drawn again. */
    int next(int n) {
        if ((n & (n - 1)) == 0) {
            return next() & (n - 1);
        }
        int least = Integer.remainderUnsigned(-1, n) + 1;
        int word = next();
        while (Integer.compareUnsigned(word, least) < 0) {
            word = next();
        }
        return Integer.remainderUnsigned(word, n);
    }
}
