package org.headrace.ops.kernels;

import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.core.UnimplementedException;

/** Makes the kernels of pooling: of floating numbers, where only the greatest counts also of integers. */
public final class Pooling {
    private Pooling() {}

    /** The greatest of each window of input 0. */
    public static Kernel max(Signature signature, PoolShape shape) {
        return RecastKernel.ofHalves(signature, wide -> max(maxLoops(wide), wide, shape));
    }

    private static <A> Kernel max(MaxLoops<A> loops, Signature signature, PoolShape shape) {
        int n = shape.channels();
        return new PoolKernel<A>(
                signature, shape, false, loops, (w, in, y, at) -> loops.max(in.get(0), w, y, at, n), 0);
    }

    /**
     * The greatest of each window of input 0, and its place in the whole input or, unless {@code whole}, in its image, as
     * output 1.
     */
    public static Kernel argMax(Signature signature, PoolShape shape, boolean whole) {
        return RecastKernel.ofHalves(signature, wide -> argMax(maxLoops(wide), wide, shape, whole));
    }

    private static <A> Kernel argMax(MaxLoops<A> loops, Signature signature, PoolShape shape, boolean whole) {
        int n = shape.channels();
        long[] index = new long[signature.output(1).shape().size()];
        int outputImage = Math.max(1, shape.outputImage());
        PoolKernel.Visit<A> visit = (w, in, y, at) -> {
            int base = whole ? 0 : at / outputImage * shape.inputImage();
            loops.argMax(in.get(0), w, y, at, index, base, n);
        };
        Kernel pooling = new PoolKernel<A>(signature, shape, false, loops, visit, 0);
        return context -> {
            pooling.run(context);
            Longs.store(index, context.output(1), 0, index.length);
        };
    }

    /** Input 1 added up where input 2 says that it came from, in the whole input or, unless {@code whole}, in its image. */
    public static Kernel atArgMax(Signature signature, boolean whole) {
        return RecastKernel.ofHalves(signature, wide -> atArgMax(maxLoops(wide), wide, whole));
    }

    private static <A> Kernel atArgMax(MaxLoops<A> loops, Signature signature, boolean whole) {
        int size = signature.output(0).shape().size();
        int count = signature.input(1).shape().size();
        int batch = (int) Math.max(1, signature.input(0).shape().dim(0));
        int image = Math.max(1, size / batch);
        int perImage = Math.max(1, count / batch);
        long[] index = new long[count];
        A dyCopy = loops.newArray(loops.copies() ? count : 0);
        A dxCopy = loops.newArray(loops.copies() ? size : 0);
        return context -> {
            Longs.load(context.input(2), 0, index, count);
            for (int i = 0; i < count; i++) {
                long at = whole ? index[i] : index[i] + (long) (i / perImage) * image;
                if (index[i] < 0 || at >= (long) (i / perImage + 1) * image || at < (long) (i / perImage) * image) {
                    throw context.error(
                            "argmax[%d] = %d lies outside of the image it is for, number %d of %s",
                            i,
                            index[i],
                            i / perImage,
                            signature.output(0).shape().toBrackets());
                }
                index[i] = at;
            }
            A dx = loops.elements(context.output(0), dxCopy);
            loops.clear(dx, 0, size);
            loops.addAt(loops.elements(context.input(1), dyCopy), index, dx, count);
            loops.store(dx, context.output(0));
        };
    }

    /** Input 2 added up where the windows of input 0 are greatest. */
    public static Kernel maxGradient(Signature signature, PoolShape shape) {
        return RecastKernel.ofHalves(signature, wide -> maxGradient(maxLoops(wide), wide, shape));
    }

    private static <A> Kernel maxGradient(MaxLoops<A> loops, Signature signature, PoolShape shape) {
        int n = shape.channels();
        PoolKernel.Visit<A> visit = (w, in, dx, at) -> loops.addToMax(in.get(0), w, in.get(1), at, dx, n);
        return new PoolKernel<A>(signature, shape, true, loops, visit, 0, 2);
    }

    /** Input 2 added up wherever the windows of input 0 are about their greatest, which input 1 is. */
    public static Kernel nearMaxGradient(Signature signature, PoolShape shape) {
        return RecastKernel.ofHalves(signature, wide -> nearMaxGradient(loops(wide), wide, shape));
    }

    private static <A> Kernel nearMaxGradient(ChannelLoops<A> loops, Signature signature, PoolShape shape) {
        int n = shape.channels();
        PoolKernel.Visit<A> visit = (w, in, dx, at) -> loops.addToNear(in.get(0), w, in.get(1), in.get(2), at, dx, n);
        return new PoolKernel<A>(signature, shape, true, loops, visit, 0, 1, 2);
    }

    /** Input 2 where the windows of input 0 are greatest. */
    public static Kernel atMax(Signature signature, PoolShape shape) {
        return RecastKernel.ofHalves(signature, wide -> atMax(maxLoops(wide), wide, shape));
    }

    private static <A> Kernel atMax(MaxLoops<A> loops, Signature signature, PoolShape shape) {
        int n = shape.channels();
        PoolKernel.Visit<A> visit = (w, in, y, at) -> loops.atMax(in.get(0), w, in.get(1), y, at, n);
        return new PoolKernel<A>(signature, shape, false, loops, visit, 0, 2);
    }

    /** The greatest sum of each window of input 0 and the filter, input 1. */
    public static Kernel dilation(Signature signature, PoolShape shape) {
        return RecastKernel.ofHalves(signature, wide -> dilation(maxLoops(wide), wide, shape));
    }

    private static <A> Kernel dilation(MaxLoops<A> loops, Signature signature, PoolShape shape) {
        int n = shape.channels();
        PoolKernel.Visit<A> visit = (w, in, y, at) -> loops.maxSum(in.get(0), w, in.get(1), y, at, n);
        return new PoolKernel<A>(signature, shape, false, loops, visit, 0, 1);
    }

    /** Input 2 added up where such sums came from in input 0. */
    public static Kernel dilationInputGradient(Signature signature, PoolShape shape) {
        return RecastKernel.ofHalves(signature, wide -> dilationInputGradient(maxLoops(wide), wide, shape));
    }

    private static <A> Kernel dilationInputGradient(MaxLoops<A> loops, Signature signature, PoolShape shape) {
        int n = shape.channels();
        PoolKernel.Visit<A> visit = (w, in, dx, at) -> loops.addToMaxSum(in.get(0), w, in.get(1), in.get(2), at, dx, n);
        return new PoolKernel<A>(signature, shape, true, loops, visit, 0, 1, 2);
    }

    /** Input 2 added up where such sums came from in the filter: all in one, so by one thread. */
    public static Kernel dilationFilterGradient(Signature signature, PoolShape shape) {
        return RecastKernel.ofHalves(signature, wide -> dilationFilterGradient(maxLoops(wide), wide, shape));
    }

    private static <A> Kernel dilationFilterGradient(MaxLoops<A> loops, Signature signature, PoolShape shape) {
        int n = shape.channels();
        int size = signature.output(0).shape().size();
        A xCopy = loops.newArray(loops.copies() ? signature.input(0).shape().size() : 0);
        A filterCopy = loops.newArray(loops.copies() ? size : 0);
        A dyCopy = loops.newArray(loops.copies() ? signature.input(2).shape().size() : 0);
        A sums = loops.newArray(loops.copies() ? size : 0);
        MaxLoops.Window window = new MaxLoops.Window();
        return context -> {
            A x = loops.elements(context.input(0), xCopy);
            A filter = loops.elements(context.input(1), filterCopy);
            A dy = loops.elements(context.input(2), dyCopy);
            A df = loops.elements(context.output(0), sums);
            loops.clear(df, 0, size);
            for (int image = 0; image < shape.batch(); image++) {
                for (int row = 0; row < shape.outputRows(); row++) {
                    for (int column = 0; column < shape.columns().output(); column++) {
                        shape.place(image, row, column, window);
                        loops.addToMaxPlace(x, window, filter, dy, shape.output(image, row, column), df, n);
                    }
                }
            }
            loops.store(df, context.output(0));
        };
    }

    /** The mean of each window of input 0, padding left out. */
    public static Kernel average(Signature signature, PoolShape shape) {
        return RecastKernel.ofHalves(signature, wide -> average(loops(wide), wide, shape));
    }

    private static <A> Kernel average(ChannelLoops<A> loops, Signature signature, PoolShape shape) {
        int n = shape.channels();
        return new PoolKernel<A>(
                signature, shape, false, loops, (w, in, y, at) -> loops.mean(in.get(0), w, y, at, n), 0);
    }

    /** Input 1 divided among the pixels of the windows. */
    public static Kernel averageGradient(Signature signature, PoolShape shape) {
        return RecastKernel.ofHalves(signature, wide -> averageGradient(loops(wide), wide, shape));
    }

    private static <A> Kernel averageGradient(ChannelLoops<A> loops, Signature signature, PoolShape shape) {
        int n = shape.channels();
        return new PoolKernel<A>(
                signature, shape, true, loops, (w, in, dx, at) -> loops.addShares(in.get(0), at, dx, w, n), 1);
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

    private static MaxLoops<?> maxLoops(Signature signature) {
        DType dtype = signature.output(0).dtype();
        return switch (dtype) {
            case INT8, INT16, INT32, INT64, UINT8, UINT16 -> new LongChannels(dtype);
            default -> loops(signature);
        };
    }
}
