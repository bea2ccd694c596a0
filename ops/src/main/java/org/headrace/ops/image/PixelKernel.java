package org.headrace.ops.image;

import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.core.Workers;
import org.headrace.ops.kernels.RecastKernel;

/** A kernel that changes the colours of pixels of three channels, each by itself, by a number given as input 1 or without. */
final class PixelKernel implements Kernel {
    /** How many pixels are a piece of work. */
    private static final int PIECE = 1 << 12;

    /** Changes float32 pixels. */
    @FunctionalInterface
    interface Floats {
        void pixel(float[] in, int at, float by, float[] out);
    }

    /** Changes float64 pixels. */
    @FunctionalInterface
    interface Doubles {
        void pixel(double[] in, int at, double[] out);
    }

    private final Workers workers;
    private final int pixels;
    private final Workers.Piece piece;
    private Tensor in = Tensor.of(0f);
    private Tensor out = Tensor.of(0f);
    private float by;

    static Kernel of(Signature signature, Floats floats) {
        requireFloats(signature, DType.FLOAT32);
        return new PixelKernel(signature, floats);
    }

    static Kernel of(Signature signature, Floats floats, Doubles doubles) {
        return RecastKernel.ofHalves(
                signature,
                wide -> wide.input(0).dtype() == DType.FLOAT64 ? new PixelKernel(wide, doubles) : of(wide, floats));
    }

    private static void requireFloats(Signature signature, DType wanted) {
        DType dtype = signature.input(0).dtype();
        if (dtype != wanted) {
            throw new UnimplementedException(signature.op(), "has no kernel for " + dtype + ": cast to " + wanted);
        }
    }

    private PixelKernel(Signature signature, Floats floats) {
        this.workers = signature.workers();
        this.pixels = signature.input(0).shape().size() / 3;
        this.piece = (number, worker) -> {
            float[] x = in.floats();
            float[] y = out.floats();
            int end = 3 * Math.min(pixels, (number + 1) * PIECE);
            for (int i = 3 * number * PIECE; i < end; i += 3) {
                floats.pixel(x, i, by, y);
            }
        };
    }

    private PixelKernel(Signature signature, Doubles doubles) {
        this.workers = signature.workers();
        this.pixels = signature.input(0).shape().size() / 3;
        this.piece = (number, worker) -> {
            double[] x = in.doubles();
            double[] y = out.doubles();
            int end = 3 * Math.min(pixels, (number + 1) * PIECE);
            for (int i = 3 * number * PIECE; i < end; i += 3) {
                doubles.pixel(x, i, y);
            }
        };
    }

    @Override
    public void run(KernelContext context) {
        in = context.input(0);
        out = context.output(0);
        by = context.op().inputs().size() > 1 ? context.input(1).floats()[0] : 0;
        workers.run((pixels + PIECE - 1) / PIECE, piece);
    }
}
