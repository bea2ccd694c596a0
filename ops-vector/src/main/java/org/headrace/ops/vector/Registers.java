package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;

/** How many vectors the machine's registers hold, and how many of them the compiler can be trusted with. */
final class Registers {
    /** Whether there are 32: on AVX-512 and on ARM. */
    static final boolean MANY =
            FloatVector.SPECIES_PREFERRED.vectorBitSize() == 512 || "aarch64".equals(System.getProperty("os.arch"));

    /**
     * Whether 24 sums of a loop stay there: JDK 17's compiler now and then leaves them on the heap, which makes a product ten
     * times slower; with 16 it was never seen to.
     */
    static final boolean LARGE_TILES = Runtime.version().feature() > 17;

    private Registers() {}
}
