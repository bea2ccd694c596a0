package org.headrace.ops.random;

import java.util.Objects;

/** Where in a stream a piece of an output begins: outputs come in groups, each from its own blocks. */
final class Groups {

    private Groups() {}

    /** Moves {@code bits}, those of the output, to the group of {@code size} elements that element {@code from} begins. */
    static void move(Philox bits, int from, int to, int length, int size, int blocksPerGroup) {
        Objects.checkFromToIndex(from, to, length);
        if (from % size != 0) {
            throw new IllegalArgumentException("from = " + from + " must be a multiple of " + size);
        }
        bits.skip((long) (from / size) * blocksPerGroup);
    }
}
