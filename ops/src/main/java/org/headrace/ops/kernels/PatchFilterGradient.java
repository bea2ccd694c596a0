package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.headrace.core.Workers;

/**
 * The gradient as to the filter of a convolution of volumes: patches, transposed, times the output's gradient, summed over all
 * pixels. Groups of pixels are summed on their own and then added in order, so the bits do not depend on the threads.
 *
 * @param <A> the array of elements
 */
final class PatchFilterGradient<A> {
    /** A worker's patches have about this many elements, which fit the second-level cache. */
    private static final int PATCHES = 1 << 17;

    private static final int GROUPS = 8;

    /** Sums of groups take no more room than this. */
    private static final int MAX_SUMS = 1 << 22;

    private final VolumeShape shape;
    private final PatchGrid grid;
    private final int depth;
    private final int together;
    private final int chunks;
    private final int groups;
    private final BlockProduct<A> product;
    private final Workers workers;
    private final List<A> patches = new ArrayList<>();
    private final A sums;
    private final List<A> arrays = new ArrayList<>();
    private final Workers.Piece computing = this::compute;

    PatchFilterGradient(VolumeShape shape, BlockProduct<A> product, IntFunction<A> newArray, Workers workers) {
        this.shape = shape;
        this.grid = PatchGrid.forward(shape).get(0);
        this.depth = shape.places() * shape.in();
        this.together = Math.max(1, Math.min(grid.pixels(), Math.max(16, PATCHES / Math.max(1, depth))));
        this.chunks = shape.batch() * ((grid.pixels() + together - 1) / together);
        this.groups = Math.max(1, Math.min(Math.min(GROUPS, chunks), MAX_SUMS / Math.max(1, shape.filter())));
        this.product = product;
        this.workers = workers;
        this.sums = newArray.apply((groups - 1) * shape.filter());
        for (int i = 0; i < workers.threads(); i++) {
            patches.add(newArray.apply(together * depth));
        }
    }

    /** Writes the whole result. */
    void run(A image, A gradient, A result) {
        arrays.clear();
        arrays.add(image);
        arrays.add(gradient);
        arrays.add(result);
        workers.run(groups, computing);
        for (int g = 1; g < groups; g++) {
            Elements.add(sums, (g - 1) * shape.filter(), result, 0, shape.filter());
        }
    }

    private void compute(int group, int worker) {
        A to = group == 0 ? arrays.get(2) : sums;
        int at = Math.max(0, group - 1) * shape.filter();
        Elements.clear(to, at, shape.filter());
        if (shape.filter() == 0) {
            return;
        }
        A patch = patches.get(worker);
        int perVolume = (grid.pixels() + together - 1) / together;
        int end = (int) ((group + 1L) * chunks / groups);
        for (int chunk = (int) ((long) group * chunks / groups); chunk < end; chunk++) {
            int n = chunk / perVolume;
            int from = chunk % perVolume * together;
            int count = Math.min(together, grid.pixels() - from);
            grid.copy(arrays.get(0), n, shape.in(), from, from + count, patch);
            product.multiply(
                    patch,
                    0,
                    depth,
                    arrays.get(1),
                    (n * grid.pixels() + from) * shape.out(),
                    shape.out(),
                    to,
                    at,
                    shape.out(),
                    depth,
                    shape.out(),
                    count,
                    true);
        }
    }
}
