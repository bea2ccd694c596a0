package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Workers;

/**
 * Goes over all windows, those of an image or volume row by row. Where the result has the image's shape, windows may overlap
 * in it and add up: then a piece of the work is a whole image, else a band of one.
 *
 * @param <A> the array of elements
 */
final class PoolKernel<A> implements Kernel {
    /** A piece of work reads about this many elements. */
    private static final int PIECE = 1 << 15;

    /** What is done with each window. */
    @FunctionalInterface
    interface Visit<A> {
        /** For a window of the image and the output pixel at {@code pixel}. */
        void window(MaxLoops.Window window, List<A> inputs, A result, int pixel);
    }

    private final PoolShape shape;
    private final Workers workers;
    private final int[] inputNumbers;
    private final boolean toImage;
    private final MaxLoops<A> loops;
    private final Visit<A> visit;
    private final int bandRows;
    private final int bands;
    private final MaxLoops.Window[] windows;
    private final List<A> scratch = new ArrayList<>();
    private final List<A> inputs = new ArrayList<>();
    private final List<A> result = new ArrayList<>();
    private final Workers.Piece piece = this::run;

    /** Of the tensors that are inputs of these numbers; the result is output 0. */
    PoolKernel(
            Signature signature,
            PoolShape shape,
            boolean toImage,
            MaxLoops<A> loops,
            Visit<A> visit,
            int... inputNumbers) {
        this.shape = shape;
        this.workers = signature.workers();
        this.inputNumbers = inputNumbers;
        this.toImage = toImage;
        this.loops = loops;
        this.visit = visit;
        int rows = shape.outputRows();
        double perRow = (double) shape.columns().output() * shape.channels() * shape.window();
        this.bandRows = toImage ? Math.max(1, rows) : (int) Math.max(1, Math.min(rows, PIECE / Math.max(1, perRow)));
        this.bands = toImage ? 1 : (rows + bandRows - 1) / bandRows;
        this.windows = new MaxLoops.Window[workers.threads()];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = new MaxLoops.Window();
        }
        for (int i : inputNumbers) {
            scratch.add(
                    loops.newArray(loops.copies() ? signature.input(i).shape().size() : 0));
        }
        scratch.add(loops.newArray(loops.copies() ? signature.output(0).shape().size() : 0));
    }

    @Override
    public void run(KernelContext context) {
        inputs.clear();
        for (int i = 0; i < inputNumbers.length; i++) {
            inputs.add(loops.elements(context.input(inputNumbers[i]), scratch.get(i)));
        }
        result.clear();
        result.add(loops.elements(context.output(0), scratch.get(inputNumbers.length)));
        workers.run(shape.batch() * bands, piece);
        loops.store(result.get(0), context.output(0));
    }

    private void run(int number, int worker) {
        int n = number / bands;
        int first = number % bands * bandRows;
        int end = Math.min(shape.outputRows(), first + bandRows);
        A to = result.get(0);
        if (toImage) {
            loops.clear(to, n * shape.inputImage(), (n + 1) * shape.inputImage());
        }
        MaxLoops.Window window = windows[worker];
        for (int y = first; y < end; y++) {
            for (int x = 0; x < shape.columns().output(); x++) {
                shape.place(n, y, x, window);
                visit.window(window, inputs, to, shape.output(n, y, x));
            }
        }
    }
}
