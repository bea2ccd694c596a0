package org.headrace.ops.kernels;

import org.headrace.core.Shape;

/**
 * How an input is broadcast to an output: the output's dimensions, with those joined that the input goes through as if
 * they were one, and how far a step along each of them goes in the input, 0 where it repeats.
 */
final class Strides {
    final int[] dims;
    final int[] steps;

    private Strides(int[] dims, int[] steps) {
        this.dims = dims;
        this.steps = steps;
    }

    /** Of complete shapes; {@code input} broadcasts to {@code output}. */
    static Strides of(Shape input, Shape output) {
        int rank = output.rank();
        int[] dims = new int[rank];
        int[] steps = new int[rank];
        int used = 0;
        int size = 1;
        for (int i = 1; i <= rank; i++) { // from the last dimension on; the arrays are filled in reverse
            int dim = (int) output.dim(rank - i);
            int own = i <= input.rank() ? (int) input.dim(input.rank() - i) : 1;
            if (dim == 1) {
                continue;
            }
            int step = own == 1 ? 0 : size;
            boolean joins = used > 0 && (step == 0 ? steps[used - 1] == 0 : steps[used - 1] != 0);
            if (joins) {
                dims[used - 1] *= dim;
            } else {
                dims[used] = dim;
                steps[used] = step;
                used++;
            }
            size *= own;
        }
        return new Strides(reversed(dims, used), reversed(steps, used));
    }

    private static int[] reversed(int[] values, int n) {
        int[] result = new int[n];
        for (int i = 0; i < n; i++) {
            result[i] = values[n - 1 - i];
        }
        return result;
    }

    /** Whether the input has one element only, or the output has none. */
    boolean isSingle() {
        return dims.length == 0 || dims.length == 1 && steps[0] == 0;
    }

    /** Whether the input lies as the output does. Of one element each it does, too. */
    boolean isWhole() {
        return dims.length == 0 || dims.length == 1 && steps[0] == 1;
    }

    /** Whether the whole input repeats: a row vector against a matrix. */
    boolean isRow() {
        return dims.length == 2 && steps[0] == 0;
    }
}
