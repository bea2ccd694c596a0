package org.headrace.ops.kernels;

import java.util.Optional;

/**
 * Brings one set of number-crunching loops: a service, found by {@link java.util.ServiceLoader}. {@link Kernels} chooses
 * among those that are there. All sets give the same results but for rounding.
 *
 * <p>A provider loads and answers everything but {@link #gemm} even where its kernels cannot work.
 */
public interface KernelProvider {
    /** What {@code -Dheadrace.kernels=} calls it. */
    String name();

    /** Of those that can be used, the one with the greatest number is. */
    int priority();

    /** Why the kernels cannot be used here and what would remedy it, or empty if they can. */
    Optional<String> obstacle();

    /** Whether it is used only after a short calibration has shown it ahead of plain Java on this machine. */
    boolean calibrated();

    /** The matrix product. Asked for only where there is no {@link #obstacle}. */
    Gemm gemm();

    /** The inner loop of convolutions: by default in plain Java. */
    default FloatTile floatTile() {
        return new ScalarTile();
    }

    /** The loops of pooling over float32: by default in plain Java. */
    default ChannelLoops<float[]> floatChannels() {
        return new ScalarFloatChannels();
    }
}
