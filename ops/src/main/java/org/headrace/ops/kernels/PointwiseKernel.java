package org.headrace.ops.kernels;

import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.UnimplementedException;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Computes a function that is no formula (it has branches and loops of its own), element by element: of one input, or of
 * two that are broadcast. float32 and float64; float32 is computed in double and rounded.
 */
public final class PointwiseKernel implements Kernel, Workers.Piece {
    /** Elements of a piece: a special function takes some fifty nanoseconds. */
    private static final int PIECE = 1 << 10;

    /** A function of two real numbers. */
    @FunctionalInterface
    public interface Function {
        double apply(double a, double b);

        /** The same of floats. */
        default float apply(float a, float b) {
            return (float) apply((double) a, (double) b);
        }
    }

    private final Function function;
    private final Workers workers;
    private final int size;
    private final boolean single;
    private final Reader[] a;
    private final Reader[] b;
    /** Of the run under way. */
    private @Nullable KernelContext context;

    private PointwiseKernel(Signature signature, Function function) {
        this.function = function;
        this.workers = signature.workers();
        Shape shape = signature.output(0).shape();
        DType dtype = signature.output(0).dtype();
        if (dtype != DType.FLOAT32 && dtype != DType.FLOAT64) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": cast the inputs to float32");
        }
        this.size = shape.size();
        this.single = dtype == DType.FLOAT32;
        this.a = new Reader[workers.threads()];
        this.b = new Reader[workers.threads()];
        for (int i = 0; i < a.length; i++) {
            a[i] = new Reader(signature.input(0).shape(), shape, single);
            b[i] = new Reader(signature.input(signature.inputs() - 1).shape(), shape, single);
        }
    }

    /** Of an op of two inputs; of an op of one input, which is then both. */
    public static Kernel of(Signature signature, Function function) {
        return RecastKernel.ofHalves(signature, wide -> new PointwiseKernel(wide, function));
    }

    @Override
    public void run(KernelContext run) {
        context = run;
        workers.run((size + PIECE - 1) / PIECE, this);
        context = null;
    }

    @Override
    public void run(int piece, int worker) {
        KernelContext run = context;
        if (run == null) {
            throw new IllegalStateException("a piece without a run");
        }
        int from = piece * PIECE;
        int n = Math.min(PIECE, size - from);
        a[worker].read(run.input(0).array(), from, n);
        b[worker].read(run.input(run.op().inputs().size() - 1).array(), from, n);
        if (single) {
            floats(a[worker], b[worker], run.output(0).floats(), from, n);
        } else {
            doubles(a[worker], b[worker], run.output(0).doubles(), from, n);
        }
    }

    private void floats(Reader first, Reader second, float[] out, int from, int n) {
        float[] x = (float[]) first.array;
        float[] y = (float[]) second.array;
        for (int i = 0; i < n; i++) {
            out[from + i] = function.apply(x[first.at + i * first.step], y[second.at + i * second.step]);
        }
    }

    private void doubles(Reader first, Reader second, double[] out, int from, int n) {
        double[] x = (double[]) first.array;
        double[] y = (double[]) second.array;
        for (int i = 0; i < n; i++) {
            out[from + i] = function.apply(x[first.at + i * first.step], y[second.at + i * second.step]);
        }
    }

    /** Where the elements of one operand lie for a piece: in its own array, or copied to where they follow one another. */
    private static final class Reader {
        private final Strides strides;
        private final @Nullable Spread spread;
        private final Object scratch;
        Object array;
        int at;
        int step;

        Reader(Shape input, Shape output, boolean single) {
            this.strides = Strides.of(input, output);
            Lane lane = single ? Lane.FLOAT : Lane.DOUBLE;
            boolean spreads = !strides.isSingle() && !strides.isWhole();
            this.spread = spreads ? new Spread(strides, System::arraycopy, lane) : null;
            this.scratch = lane.newArray(spreads ? PIECE : 0);
            this.array = scratch;
        }

        void read(Object input, int from, int n) {
            if (spread != null) {
                spread.copy(input, from, scratch, n);
                array = scratch;
                at = 0;
                step = 1;
            } else {
                array = input;
                step = strides.isSingle() ? 0 : 1;
                at = step * from;
            }
        }
    }
}
