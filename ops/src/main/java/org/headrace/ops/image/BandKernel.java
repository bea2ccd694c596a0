package org.headrace.ops.image;

import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Workers;

/** A kernel that makes pictures row by row; a piece of its work is a band of rows of one picture. */
abstract class BandKernel implements Kernel {
    /** A piece has about so many elements. */
    private static final int PIECE = 1 << 14;

    private final Workers workers;
    private final int images;
    private final int rows;
    private final int bandRows;
    private final int bands;
    private final Workers.Piece piece = this::band;

    BandKernel(Workers workers, Shape output) {
        this.workers = workers;
        this.images = (int) output.dim(0);
        this.rows = (int) output.dim(1);
        long perRow = Math.max(1, output.dim(2) * output.dim(3));
        this.bandRows = (int) Math.max(1, Math.min(rows, PIECE / perRow));
        this.bands = (rows + bandRows - 1) / bandRows;
    }

    @Override
    public final void run(KernelContext context) {
        begin(context);
        workers.run(images * bands, piece);
    }

    private void band(int number, int worker) {
        int from = number % bands * bandRows;
        band(number / bands, from, Math.min(rows, from + bandRows), worker);
    }

    /** Takes the values of this run. */
    abstract void begin(KernelContext context);

    /** Makes rows {@code from} to before {@code end} of a picture. */
    abstract void band(int image, int from, int end, int worker);
}
