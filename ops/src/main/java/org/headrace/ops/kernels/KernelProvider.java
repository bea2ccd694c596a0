package org.headrace.ops.kernels;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** The loops of formulas of float32; plain Java's unless the set has its own. */
    default Primitives<float[]> floats() {
        return new ScalarFloats();
    }

    /** The loops of formulas of float64; plain Java's unless the set has its own. */
    default Primitives<double[]> doubles() {
        return new ScalarDoubles();
    }

    /** The loops of reductions of float32. */
    default FoldLoops<float[]> floatFolds() {
        return new ScalarFloatFolds();
    }

    /** The loops of reductions of float64. */
    default FoldLoops<double[]> doubleFolds() {
        return new ScalarDoubleFolds();
    }

    /** The loops of softmax of float32. */
    default SoftmaxLoops<float[]> floatSoftmax() {
        return new ScalarFloatSoftmax();
    }

    /** The loops of softmax of float64. */
    default SoftmaxLoops<double[]> doubleSoftmax() {
        return new ScalarDoubleSoftmax();
    }

    /** Adam's step; plain Java's unless the set has its own. */
    default AdamLoops adam() {
        return new ScalarAdam();
    }

    /** Random numbers, many at a time; null where they are made one block at a time. */
    default @Nullable PhiloxLoops philox() {
        return null;
    }
}
