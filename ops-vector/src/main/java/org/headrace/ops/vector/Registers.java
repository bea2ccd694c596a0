package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;

/** How many vectors the machine's registers hold. */
final class Registers {
    /** Whether there are 32: on AVX-512 and on ARM. */
    static final boolean MANY =
            FloatVector.SPECIES_PREFERRED.vectorBitSize() == 512 || "aarch64".equals(System.getProperty("os.arch"));

    private Registers() {}
}
