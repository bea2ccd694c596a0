package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.headrace.core.Workers;

/**
 * Convolutions of volumes as matrix products: the patches that pixels need, one a row, times the filter. Forward and backward
 * to the input; a worker copies the patches of some pixels at a time.
 *
 * @param <A> the array of elements
 */
final class PatchProduct<A> {
    /** A worker's patches have about this many elements, which fit the second-level cache. */
    private static final int PATCHES = 1 << 17;

    /** Pixels of a grid in a piece of work. */
    private record Piece(int grid, int volume, int from, int to) {}

    private final List<PatchGrid> grids;
    private final List<Piece> pieces = new ArrayList<>();
    private final BlockProduct<A> product;
    private final Workers workers;
    private final int channels;
    private final int resultChannels;
    private final int resultPixels;
    private final int resultRows;
    private final int resultColumns;
    private final VolumeShape shape;
    private final boolean back;
    private final List<A> patches = new ArrayList<>();
    private final List<A> sums = new ArrayList<>();
    private final List<A> filters = new ArrayList<>();
    private final List<A> arrays = new ArrayList<>();
    private final Workers.Piece computing = this::compute;

    PatchProduct(VolumeShape shape, boolean back, BlockProduct<A> product, IntFunction<A> newArray, Workers workers) {
        this.shape = shape;
        this.back = back;
        this.grids = back ? PatchGrid.backward(shape) : PatchGrid.forward(shape);
        this.workers = workers;
        this.channels = back ? shape.out() : shape.in();
        this.resultChannels = back ? shape.in() : shape.out();
        this.resultPixels = back ? shape.inputPixels() : shape.outputPixels();
        this.resultRows = back ? shape.rows().input() : shape.rows().output();
        this.resultColumns = back ? shape.columns().input() : shape.columns().output();
        int most = 0;
        int scattered = 0;
        for (int g = 0; g < grids.size(); g++) {
            PatchGrid grid = grids.get(g);
            int depth = Math.max(1, grid.places() * channels);
            int together = Math.max(16, PATCHES / depth);
            for (int n = 0; n < shape.batch(); n++) {
                for (int from = 0; from < grid.pixels(); from += together) {
                    int to = Math.min(grid.pixels(), from + together);
                    pieces.add(new Piece(g, n, from, to));
                    most = Math.max(most, (to - from) * depth);
                    scattered = Math.max(scattered, (to - from) * resultChannels);
                }
            }
            filters.add(newArray.apply(back ? grid.places() * channels * resultChannels : 0));
        }
        this.product = product;
        for (int i = 0; i < workers.threads(); i++) {
            patches.add(newArray.apply(most));
            sums.add(newArray.apply(grids.size() > 1 ? scattered : 0));
        }
    }

    /** Writes the whole result. */
    void run(A image, A filter, A result) {
        arrays.clear();
        arrays.add(image);
        arrays.add(result);
        if (back) {
            for (int g = 0; g < grids.size(); g++) {
                turn(grids.get(g), filter, filters.get(g));
            }
        } else {
            filters.set(0, filter);
        }
        workers.run(pieces.size(), computing);
    }

    private void compute(int number, int worker) {
        Piece piece = pieces.get(number);
        PatchGrid grid = grids.get(piece.grid);
        A result = arrays.get(1);
        A patch = patches.get(worker);
        int depth = grid.places() * channels;
        int count = piece.to - piece.from;
        boolean scatters = grids.size() > 1;
        A to = scatters ? sums.get(worker) : result;
        int at = scatters ? 0 : (piece.volume * resultPixels + piece.from) * resultChannels;
        if (depth == 0 || resultChannels == 0) {
            Elements.clear(to, at, count * resultChannels);
        } else {
            grid.copy(arrays.get(0), piece.volume, channels, piece.from, piece.to, patch);
            A filter = filters.get(piece.grid);
            product.multiply(
                    patch,
                    0,
                    depth,
                    filter,
                    0,
                    resultChannels,
                    to,
                    at,
                    resultChannels,
                    count,
                    resultChannels,
                    depth,
                    false);
        }
        for (int i = 0; scatters && i < count; i++) {
            int pixel = piece.volume * resultPixels + grid.pixel(piece.from + i, resultRows, resultColumns);
            Elements.copy(to, i * resultChannels, result, pixel * resultChannels, resultChannels);
        }
    }

    /** The filter of a grid's places, its two kinds of channels changed over. */
    private void turn(PatchGrid grid, A filter, A turned) {
        int in = shape.in();
        int out = shape.out();
        int at = 0;
        for (int p : grid.planes().places()) {
            for (int r : grid.rows().places()) {
                for (int c : grid.columns().places()) {
                    int place =
                            (p * shape.rows().window() + r) * shape.columns().window() + c;
                    Elements.copyBlock(filter, place * in * out, out, 1, turned, at, 1, in, in, out);
                    at += in * out;
                }
            }
        }
    }
}
