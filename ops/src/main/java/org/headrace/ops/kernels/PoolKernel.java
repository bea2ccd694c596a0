package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Workers;

/**
 * Goes over all windows, those of an image row by row. Where the result has the image's shape, windows may overlap in it and
 * add up: then a piece of the work is a whole image, else a band of one.
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
        void window(ChannelLoops.Window window, List<A> inputs, A result, int pixel);
    }

    private final PoolShape shape;
    private final Workers workers;
    private final int inputCount;
    private final boolean toImage;
    private final ChannelLoops<A> loops;
    private final Visit<A> visit;
    private final int bandRows;
    private final int bands;
    private final ChannelLoops.Window[] windows;
    private final List<A> inputs = new ArrayList<>();
    private final List<A> result = new ArrayList<>();
    private final Workers.Piece piece = this::run;

    PoolKernel(
            PoolShape shape, Workers workers, int inputCount, boolean toImage, ChannelLoops<A> loops, Visit<A> visit) {
        this.shape = shape;
        this.workers = workers;
        this.inputCount = inputCount;
        this.toImage = toImage;
        this.loops = loops;
        this.visit = visit;
        int rows = shape.rows().output();
        double perRow = (double) shape.columns().output()
                * shape.channels()
                * shape.rows().window()
                * shape.columns().window();
        this.bandRows = toImage ? Math.max(1, rows) : (int) Math.max(1, Math.min(rows, PIECE / Math.max(1, perRow)));
        this.bands = toImage ? 1 : (rows + bandRows - 1) / bandRows;
        this.windows = new ChannelLoops.Window[workers.threads()];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = new ChannelLoops.Window();
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the loops are chosen by the tensors' dtype
    public void run(KernelContext context) {
        inputs.clear();
        for (int i = 0; i < inputCount; i++) {
            inputs.add((A) context.input(i).array());
        }
        result.clear();
        result.add((A) context.output(0).array());
        workers.run(shape.batch() * bands, piece);
    }

    private void run(int number, int worker) {
        int n = number / bands;
        int first = number % bands * bandRows;
        int end = Math.min(shape.rows().output(), first + bandRows);
        A to = result.get(0);
        if (toImage) {
            loops.clear(to, n * shape.inputImage(), (n + 1) * shape.inputImage());
        }
        ChannelLoops.Window window = windows[worker];
        for (int y = first; y < end; y++) {
            for (int x = 0; x < shape.columns().output(); x++) {
                shape.place(n, y, x, window);
                visit.window(window, inputs, to, shape.output(n, y, x));
            }
        }
    }
}
