package org.headrace.ops.kernels;

import org.headrace.core.DType;
import org.headrace.core.Formula;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.core.UnimplementedException;
import org.headrace.core.Workers;

/** Makes the kernels of convolutions: float32 in tiles by the {@link FloatTile} in use, float64 by plain loops. */
public final class Convolutions {
    private Convolutions() {}

    /** The output; inputs: image, filter. */
    public static Kernel forward(Signature signature, ConvolutionShape shape) {
        return RecastKernel.ofHalves(signature, wide -> forwardOf(wide, shape));
    }

    private static Kernel forwardOf(Signature signature, ConvolutionShape shape) {
        if (isDouble(signature)) {
            DoubleConvolution loops = new DoubleConvolution(shape, signature.workers());
            return context -> loops.forward(
                    context.input(0).doubles(),
                    context.input(1).doubles(),
                    context.output(0).doubles());
        }
        Forward tiles = forwardTiles(signature, shape, Product.Finish.NONE);
        return context -> tiles.run(
                context.input(0).floats(),
                context.input(1).floats(),
                context.output(0).floats());
    }

    /** Whether {@link #forward(Signature, ConvolutionShape, Formula)} has a kernel. */
    public static boolean appliesFormula(Signature signature) {
        return signature.output(0).dtype() == DType.FLOAT32;
    }

    /**
     * What the formula makes of the output, operand 0; inputs: image, filter, then the formula's other operands.
     */
    public static Kernel forward(Signature signature, ConvolutionShape shape, Formula formula) {
        FormulaEpilogue epilogue = new FormulaEpilogue(signature, formula);
        Forward tiles = forwardTiles(signature, shape, epilogue);
        return context -> {
            float[] result = (float[]) epilogue.bind(context);
            tiles.run(context.input(0).floats(), context.input(1).floats(), result);
        };
    }

    /** The gradient as to the input; inputs: the input's shape, filter, output's gradient. */
    public static Kernel inputGradient(Signature signature, ConvolutionShape shape) {
        return RecastKernel.ofHalves(signature, wide -> inputGradientOf(wide, shape));
    }

    private static Kernel inputGradientOf(Signature signature, ConvolutionShape shape) {
        if (isDouble(signature)) {
            DoubleConvolution loops = new DoubleConvolution(shape, signature.workers());
            return context -> loops.inputGradient(
                    context.input(2).doubles(),
                    context.input(1).doubles(),
                    context.output(0).doubles());
        }
        FloatTile tile = Kernels.provider().floatTile();
        PlanarConvolution tiles = new PlanarConvolution(tile, PlanarPlan.inputGradient(shape), signature.workers());
        return context -> tiles.run(
                context.input(2).floats(),
                context.input(1).floats(),
                context.output(0).floats(),
                Product.Finish.NONE);
    }

    /** The gradient as to the filter; inputs: image, the filter's shape, output's gradient. */
    public static Kernel filterGradient(Signature signature, ConvolutionShape shape) {
        return RecastKernel.ofHalves(signature, wide -> filterGradientOf(wide, shape));
    }

    private static Kernel filterGradientOf(Signature signature, ConvolutionShape shape) {
        if (isDouble(signature)) {
            DoubleConvolution loops = new DoubleConvolution(shape, signature.workers());
            return context -> loops.filterGradient(
                    context.input(0).doubles(),
                    context.input(2).doubles(),
                    context.output(0).doubles());
        }
        FilterGradient tiles = new FilterGradient(Kernels.provider().floatTile(), shape, signature.workers());
        return context -> tiles.run(
                context.input(0).floats(),
                context.input(2).floats(),
                context.output(0).floats());
    }

    /** Writes the output. */
    @FunctionalInterface
    private interface Forward {
        void run(float[] image, float[] filter, float[] result);
    }

    /** A window of one pixel at each pixel makes a matrix product: pixels by channels. */
    private static Forward forwardTiles(Signature signature, ConvolutionShape shape, Product.Finish finish) {
        Workers workers = signature.workers();
        if (shape.rows().seesEachAlone() && shape.columns().seesEachAlone()) {
            int pixels = shape.batch() * shape.rows().output() * shape.columns().output();
            var sizes = new ProductSizes(false, false, pixels, shape.out(), shape.in(), false);
            Product<float[]> product = Kernels.gemm().floats(sizes, workers, finish);
            return (image, filter, result) -> product.run(image, 0, filter, 0, result, 0);
        }
        FloatTile tile = Kernels.provider().floatTile();
        PlanarConvolution tiles = new PlanarConvolution(tile, PlanarPlan.forward(shape), workers);
        return (image, filter, result) -> tiles.run(image, filter, result, finish);
    }

    private static boolean isDouble(Signature signature) {
        DType dtype = signature.output(0).dtype();
        return switch (dtype) {
            case FLOAT32 -> false;
            case FLOAT64 -> true;
            default ->
                throw new UnimplementedException(
                        signature.op(), "has no kernel for " + dtype + ": cast to float32 and back");
        };
    }
}
