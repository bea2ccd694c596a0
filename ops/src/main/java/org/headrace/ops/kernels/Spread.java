package org.headrace.ops.kernels;

/** Copies a broadcast input's elements, block by block, to where they stand one after another. */
final class Spread {
    private final int[] dims;
    private final int[] steps;
    private final int[] index;
    private final Conversion load;
    private final Lane lane;

    Spread(Strides strides, Conversion load, Lane lane) {
        this.dims = strides.dims;
        this.steps = strides.steps;
        this.index = new int[dims.length];
        this.load = load;
        this.lane = lane;
    }

    /** Writes the values of output elements {@code position} to {@code position + n} to the beginning of {@code block}. */
    void copy(Object input, int position, Object block, int n) {
        int last = dims.length - 1;
        int rest = position;
        int source = 0;
        for (int d = last; d >= 0; d--) {
            index[d] = rest % dims[d];
            rest /= dims[d];
            source += index[d] * steps[d];
        }
        int done = 0;
        while (done < n) {
            int run = Math.min(dims[last] - index[last], n - done);
            if (steps[last] == 0) {
                load.apply(input, source, block, done, 1);
                lane.repeat(block, done, run);
            } else {
                load.apply(input, source, block, done, run);
            }
            done += run;
            source -= index[last] * steps[last];
            index[last] = 0;
            for (int d = last - 1; d >= 0; d--) {
                source += steps[d];
                if (++index[d] < dims[d]) {
                    break;
                }
                source -= dims[d] * steps[d];
                index[d] = 0;
            }
        }
    }
}
