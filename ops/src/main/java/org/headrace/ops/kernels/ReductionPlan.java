package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.Shape;

/**
 * How a reduction is cut into pieces. The input is made of slabs: rows of {@code width} reduced elements, where the innermost
 * axis is, with one output each; else matrices of {@code rows} reduced rows of {@code width} outputs. {@code repeats} slabs
 * go into the same outputs.
 *
 * <p>A piece is what some slabs, some columns and a stripe (of the repeated slabs, or of a slab that is not repeated) have in
 * common.
 */
final class ReductionPlan {
    /** A piece has about so many elements, if it can. */
    private static final int PIECE = 1 << 15;

    private static final int MOST_STRIPES = 64;
    /** The most totals that the stripes have together. */
    private static final int MOST_TOTALS = 1 << 15;
    /** The most columns at a time, so that a row of subtotals stays in the nearest cache. */
    private static final int COLUMNS = 2048;
    /** The same where it shares that cache with four rows that a formula gives. */
    private static final int COLUMNS_OF_FORMULA = 1024;

    private static final int MOST_SLABS = 1024;

    private final boolean byRow;
    private final int rows;
    private final int width;
    private final long count;
    private final int[] slabSizes;
    private final int[] slabStrides;
    private final int[] repeatSizes;
    private final int[] repeatStrides;
    private final int slabs;
    private final int repeats;
    private final int columnsAtOnce;
    private final int panels;
    private final int units;
    private final int unit;
    private final int stripes;
    private final int slabsAtOnce;

    static ReductionPlan of(Shape shape, boolean[] reduced, boolean formula) {
        return new ReductionPlan(Runs.of(shape, reduced), shape, reduced, formula);
    }

    private ReductionPlan(Runs runs, Shape shape, boolean[] reduced, boolean formula) {
        int[] sizes = runs.sizes();
        int inner = Math.min(runs.lastReduced() ? 1 : 2, sizes.length);
        this.byRow = runs.lastReduced();
        this.width = inner == 0 ? 1 : sizes[sizes.length - 1];
        this.rows = inner == 2 ? sizes[sizes.length - 2] : 1;
        int outer = sizes.length - inner;
        int[] strides = StridedCopy.strides(sizes);
        this.slabSizes = every(sizes, runs, outer, false);
        this.slabStrides = every(strides, runs, outer, false);
        this.repeatSizes = every(sizes, runs, outer, true);
        this.repeatStrides = every(strides, runs, outer, true);
        this.slabs = product(slabSizes);
        this.repeats = product(repeatSizes);
        long perOutput = 1;
        for (int axis = 0; axis < reduced.length; axis++) {
            perOutput *= reduced[axis] ? shape.dim(axis) : 1;
        }
        this.count = perOutput;
        this.columnsAtOnce = byRow ? 0 : Math.min(width, formula ? COLUMNS_OF_FORMULA : COLUMNS);
        this.panels = byRow || width == 0 ? 1 : (width + columnsAtOnce - 1) / columnsAtOnce;
        this.unit = repeats != 1 ? 1 : byRow ? Totals.CHUNK : Totals.DEPTH;
        int length = repeats != 1 ? repeats : byRow ? width : rows;
        this.units = (length + unit - 1) / unit;
        long size = shape.elements();
        long wanted = size / PIECE / Math.max(1, slabs * panels);
        long bound = Math.min(MOST_STRIPES, MOST_TOTALS / Math.max(1, outputs()));
        this.stripes = (int) Math.max(1, Math.min(Math.min(wanted, bound), units));
        long slabSize = Math.max(1, size / Math.max(1, slabs) / stripes);
        this.slabsAtOnce = panels > 1 ? 1 : (int) Math.max(1, Math.min(MOST_SLABS, PIECE / slabSize));
    }

    private static int[] every(int[] values, Runs runs, int outer, boolean reduced) {
        int[] found = new int[outer];
        int n = 0;
        for (int run = 0; run < outer; run++) {
            if (runs.reduced(run) == reduced) {
                found[n++] = values[run];
            }
        }
        return Arrays.copyOf(found, n);
    }

    private static int product(int[] sizes) {
        int product = 1;
        for (int size : sizes) {
            product *= size;
        }
        return product;
    }

    boolean byRow() {
        return byRow;
    }

    int rows() {
        return rows;
    }

    int width() {
        return width;
    }

    /** How many elements go into each output. */
    long count() {
        return count;
    }

    int slabs() {
        return slabs;
    }

    int repeats() {
        return repeats;
    }

    int outputs() {
        return slabs * outputsOfSlab();
    }

    int outputsOfSlab() {
        return byRow ? 1 : width;
    }

    int slabsAtOnce() {
        return slabsAtOnce;
    }

    int outputsAtOnce() {
        return panels > 1 ? columnsAtOnce : slabsAtOnce * outputsOfSlab();
    }

    int columnsAtOnce() {
        return columnsAtOnce;
    }

    int panels() {
        return panels;
    }

    int stripes() {
        return stripes;
    }

    int pieces() {
        return outputs() == 0 ? 0 : (slabs + slabsAtOnce - 1) / slabsAtOnce * stripes * panels;
    }

    /** Where a stripe begins: among the repeated slabs, or in the elements of the only row or the rows of the only matrix. */
    int begin(int stripe) {
        return (int) ((long) units * stripe / stripes) * unit;
    }

    int end(int stripe) {
        int length = repeats != 1 ? repeats : byRow ? width : rows;
        return Math.min(length, begin(stripe + 1));
    }

    /** The place of the first element of a slab that is repeated for the {@code repeat}th time. */
    int place(int slab, int repeat) {
        return place(slab, slabSizes, slabStrides) + place(repeat, repeatSizes, repeatStrides);
    }

    private static int place(int number, int[] sizes, int[] strides) {
        int rest = number;
        int place = 0;
        for (int i = sizes.length - 1; i >= 0; i--) {
            place += rest % sizes[i] * strides[i];
            rest /= sizes[i];
        }
        return place;
    }
}
