package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.Shape;

/**
 * A shape as a reduction sees it: neighbouring axes that are all reduced, or all kept, are one run, and axes of size 1 are
 * left out. Runs alternate between kept and reduced ones.
 */
final class Runs {
    private final int[] sizes;
    private final boolean lastReduced;

    private Runs(int[] sizes, boolean lastReduced) {
        this.sizes = sizes;
        this.lastReduced = lastReduced;
    }

    static Runs of(Shape shape, boolean[] reduced) {
        int[] sizes = new int[shape.rank()];
        int n = 0;
        boolean last = false;
        for (int axis = 0; axis < sizes.length; axis++) {
            int size = (int) shape.dim(axis);
            if (size == 1) {
                continue;
            }
            if (n > 0 && reduced[axis] == last) {
                sizes[n - 1] = Math.toIntExact((long) sizes[n - 1] * size);
            } else {
                sizes[n++] = size;
            }
            last = reduced[axis];
        }
        return new Runs(Arrays.copyOf(sizes, n), last);
    }

    int count() {
        return sizes.length;
    }

    /** The runs' sizes, outermost first. */
    int[] sizes() {
        return sizes;
    }

    /** Whether the innermost run is reduced. */
    boolean lastReduced() {
        return lastReduced;
    }

    boolean reduced(int run) {
        return (sizes.length - 1 - run) % 2 == 0 ? lastReduced : !lastReduced;
    }
}
