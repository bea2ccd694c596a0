package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;

/**
 * Folds the elements along axes. The input is read once, in the order in which it lies in memory, whatever the axes: a
 * reduced innermost run row by row into one total each, any other by adding whole rows to a row of totals.
 */
public final class ReductionKernel implements Kernel {
    private final Totals totals;
    private final boolean byRow;
    private final int rows;
    private final int width;
    private final int[] outerSizes;
    private final int[] outerStrides;
    private final int[] position;
    private final int outer;
    private final long count;

    /** The kernel that reduces input 0 over the axes that {@code reduced} marks. */
    public static Kernel of(Fold fold, Signature signature, boolean[] reduced) {
        Shape shape = signature.input(0).shape();
        Totals totals = Totals.of(
                signature.input(0).dtype(), fold, signature.output(0).shape().size());
        if (totals == null) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + signature.input(0).dtype() + ": cast the input to float32");
        }
        return new ReductionKernel(totals, Runs.of(shape, reduced), shape, reduced);
    }

    private ReductionKernel(Totals totals, Runs runs, Shape shape, boolean[] reduced) {
        this.totals = totals;
        int inner = runs.count() == 0 ? 0 : runs.lastReduced() ? 1 : Math.min(2, runs.count());
        int[] sizes = runs.sizes();
        if (inner == 2) {
            rows = sizes[sizes.length - 2];
            width = sizes[sizes.length - 1];
        } else {
            rows = 1;
            width = inner == 0 ? 1 : sizes[sizes.length - 1];
        }
        this.byRow = runs.lastReduced();
        int outerRuns = runs.count() - inner;
        this.outerSizes = Arrays.copyOf(sizes, outerRuns);
        this.outerStrides = Arrays.copyOf(runs.outputStrides(), outerRuns);
        this.position = new int[outerRuns];
        long n = 1;
        long perOutput = 1;
        for (int axis = 0; axis < reduced.length; axis++) {
            n *= shape.dim(axis);
            perOutput *= reduced[axis] ? shape.dim(axis) : 1;
        }
        this.count = perOutput;
        this.outer = n == 0 ? 0 : (int) (n / rows / width);
    }

    @Override
    public void run(KernelContext context) {
        Tensor input = context.input(0);
        totals.start(input);
        int block = rows * width;
        int o = 0;
        Arrays.fill(position, 0);
        for (int i = 0; i < outer; i++) {
            if (byRow) {
                totals.row(i * block, block, o);
            } else {
                totals.columns(i * block, rows, width, o);
            }
            o = advance(o);
        }
        totals.finish(context.output(0), count);
    }

    /** Steps to the next block, and gives the output position that belongs to it. */
    private int advance(int o) {
        int moved = o;
        for (int run = position.length - 1; run >= 0; run--) {
            moved += outerStrides[run];
            if (++position[run] < outerSizes[run]) {
                return moved;
            }
            moved -= position[run] * outerStrides[run];
            position[run] = 0;
        }
        return moved;
    }
}
