package org.headrace.ops.random;

import java.util.Objects;

/** Where in a stream a piece of an output begins: outputs come in groups, each from its own blocks. */
final class Groups {

    private Groups() {}

    /** A copy of {@code start}, moved to the group of {@code size} elements that element {@code from} begins. */
    static Philox at(Philox start, int from, int to, int length, int size, int blocksPerGroup) {
        Objects.checkFromToIndex(from, to, length);
        if (from % size != 0) {
            throw new IllegalArgumentException("from = " + from + " must be a multiple of " + size);
        }
        Philox moved = start.copy();
        moved.skip((long) (from / size) * blocksPerGroup);
        return moved;
    }
}
