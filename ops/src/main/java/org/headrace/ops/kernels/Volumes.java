package org.headrace.ops.kernels;

import java.util.function.IntFunction;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.core.UnimplementedException;

/** Makes the kernels of convolutions of volumes: float64, float32 and, widened to it, halves. */
public final class Volumes {
    /** About as many rows has a matrix of patches. */
    private static final int ROWS = 256;

    private Volumes() {}

    /** The output; inputs: volume, filter. */
    public static Kernel forward(Signature signature, VolumeShape shape) {
        return RecastKernel.ofHalves(signature, wide -> forwardOf(wide, shape));
    }

    private static Kernel forwardOf(Signature signature, VolumeShape shape) {
        ProductSizes sizes = sizes(shape.places() * shape.in(), shape.out());
        return switch (dtype(signature)) {
            case FLOAT32 -> forward(signature, shape, Kernels.gemm().floatBlocks(sizes), float[]::new);
            default -> forward(signature, shape, Kernels.gemm().doubleBlocks(sizes), double[]::new);
        };
    }

    @SuppressWarnings("unchecked") // the arrays' kind is that of the tensors' dtype
    static <A> Kernel forward(
            Signature signature, VolumeShape shape, BlockProduct<A> product, IntFunction<A> newArray) {
        PatchProduct<A> patches = new PatchProduct<>(shape, false, product, newArray, signature.workers());
        return context ->
                patches.run((A) context.input(0).array(), (A) context.input(1).array(), (A)
                        context.output(0).array());
    }

    /** The gradient as to the input; inputs: the input's shape, filter, output's gradient. */
    public static Kernel inputGradient(Signature signature, VolumeShape shape) {
        return RecastKernel.ofHalves(signature, wide -> inputGradientOf(wide, shape));
    }

    private static Kernel inputGradientOf(Signature signature, VolumeShape shape) {
        ProductSizes sizes = sizes(shape.places() * shape.out(), shape.in());
        return switch (dtype(signature)) {
            case FLOAT32 -> inputGradient(signature, shape, Kernels.gemm().floatBlocks(sizes), float[]::new);
            default -> inputGradient(signature, shape, Kernels.gemm().doubleBlocks(sizes), double[]::new);
        };
    }

    @SuppressWarnings("unchecked") // the arrays' kind is that of the tensors' dtype
    private static <A> Kernel inputGradient(
            Signature signature, VolumeShape shape, BlockProduct<A> product, IntFunction<A> newArray) {
        PatchProduct<A> patches = new PatchProduct<>(shape, true, product, newArray, signature.workers());
        return context ->
                patches.run((A) context.input(2).array(), (A) context.input(1).array(), (A)
                        context.output(0).array());
    }

    /** The gradient as to the filter; inputs: volume, the filter's shape, output's gradient. */
    public static Kernel filterGradient(Signature signature, VolumeShape shape) {
        return RecastKernel.ofHalves(signature, wide -> filterGradientOf(wide, shape));
    }

    private static Kernel filterGradientOf(Signature signature, VolumeShape shape) {
        ProductSizes sizes =
                new ProductSizes(true, false, Math.max(1, shape.places() * shape.in()), shape.out(), ROWS, true);
        return switch (dtype(signature)) {
            case FLOAT32 -> filterGradient(signature, shape, Kernels.gemm().floatBlocks(sizes), float[]::new);
            default -> filterGradient(signature, shape, Kernels.gemm().doubleBlocks(sizes), double[]::new);
        };
    }

    @SuppressWarnings("unchecked") // the arrays' kind is that of the tensors' dtype
    private static <A> Kernel filterGradient(
            Signature signature, VolumeShape shape, BlockProduct<A> product, IntFunction<A> newArray) {
        PatchFilterGradient<A> patches = new PatchFilterGradient<>(shape, product, newArray, signature.workers());
        return context ->
                patches.run((A) context.input(0).array(), (A) context.input(2).array(), (A)
                        context.output(0).array());
    }

    private static ProductSizes sizes(int depth, int columns) {
        return new ProductSizes(false, false, ROWS, columns, depth, false);
    }

    private static DType dtype(Signature signature) {
        DType dtype = signature.output(0).dtype();
        if (dtype != DType.FLOAT32 && dtype != DType.FLOAT64) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": cast to float32 and back");
        }
        return dtype;
    }
}
