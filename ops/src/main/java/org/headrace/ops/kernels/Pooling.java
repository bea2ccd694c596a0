package org.headrace.ops.kernels;

import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.core.UnimplementedException;
import org.headrace.core.Workers;

/** Makes the kernels of pooling, of float32 and float64. */
public final class Pooling {
    private Pooling() {}

    /** The greatest of each window of input 0. */
    public static Kernel max(Signature signature, PoolShape shape) {
        return RecastKernel.ofHalves(signature, wide -> max(loops(wide), shape, wide.workers()));
    }

    private static <A> Kernel max(ChannelLoops<A> loops, PoolShape shape, Workers workers) {
        int n = shape.channels();
        return new PoolKernel<A>(
                shape, workers, 1, false, loops, (w, in, y, yOff) -> loops.max(in.get(0), w, y, yOff, n));
    }

    /** Input 2 added up where the windows of input 0 are greatest. */
    public static Kernel maxGradient(Signature signature, PoolShape shape) {
        return RecastKernel.ofHalves(signature, wide -> maxGradient(loops(wide), shape, wide.workers()));
    }

    private static <A> Kernel maxGradient(ChannelLoops<A> loops, PoolShape shape, Workers workers) {
        int n = shape.channels();
        return new PoolKernel<A>(
                shape, workers, 3, true, loops, (w, in, dx, at) -> loops.addToMax(in.get(0), w, in.get(2), at, dx, n));
    }

    /** Input 2 where the windows of input 0 are greatest. */
    public static Kernel atMax(Signature signature, PoolShape shape) {
        return RecastKernel.ofHalves(signature, wide -> atMax(loops(wide), shape, wide.workers()));
    }

    private static <A> Kernel atMax(ChannelLoops<A> loops, PoolShape shape, Workers workers) {
        int n = shape.channels();
        return new PoolKernel<A>(
                shape, workers, 3, false, loops, (w, in, y, at) -> loops.atMax(in.get(0), w, in.get(2), y, at, n));
    }

    /** The mean of each window of input 0, padding left out. */
    public static Kernel average(Signature signature, PoolShape shape) {
        return RecastKernel.ofHalves(signature, wide -> average(loops(wide), shape, wide.workers()));
    }

    private static <A> Kernel average(ChannelLoops<A> loops, PoolShape shape, Workers workers) {
        int n = shape.channels();
        return new PoolKernel<A>(shape, workers, 1, false, loops, (w, in, y, at) -> loops.mean(in.get(0), w, y, at, n));
    }

    /** Input 1 divided among the pixels of the windows. */
    public static Kernel averageGradient(Signature signature, PoolShape shape) {
        return RecastKernel.ofHalves(signature, wide -> averageGradient(loops(wide), shape, wide.workers()));
    }

    private static <A> Kernel averageGradient(ChannelLoops<A> loops, PoolShape shape, Workers workers) {
        int n = shape.channels();
        return new PoolKernel<A>(
                shape, workers, 2, true, loops, (w, in, dx, at) -> loops.addShares(in.get(1), at, dx, w, n));
    }

    static ChannelLoops<?> loops(Signature signature) {
        DType dtype = signature.output(0).dtype();
        return switch (dtype) {
            case FLOAT32 -> Kernels.provider().floatChannels();
            case FLOAT64 -> new ScalarDoubleChannels();
            default ->
                throw new UnimplementedException(
                        signature.op(), "has no kernel for " + dtype + ": cast to float32 and back");
        };
    }
}
