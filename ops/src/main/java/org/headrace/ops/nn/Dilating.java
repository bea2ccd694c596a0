package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.PoolShape;

/** The dtype and shape rules that {@link Dilation2D} and its gradients share. */
final class Dilating {
    private Dilating() {}

    /** The output's shape for input 0 and filter 1. */
    static Shape output(InferContext in, Window window) {
        DTypes.NUMERIC.require(in, 0, "input");
        Convolving.requireSameType(in, 1, "filter", 0, "input");
        window.check(in, 4);
        Shape input = Convolving.known(in.requireRank(0, 4), 4);
        Shape filter = Convolving.known(in.requireRank(1, 3), 3);
        long depth = input.dim(3);
        if (depth != filter.dim(2) && depth != Shape.UNKNOWN && filter.dim(2) != Shape.UNKNOWN) {
            throw in.error(
                    "input and filter must have the same depth: %d vs %d: input is %s, filter is %s",
                    depth, filter.dim(2), input.toBrackets(), filter.toBrackets());
        }
        return window.output(
                in, input, new long[] {filter.dim(0), filter.dim(1)}, depth == Shape.UNKNOWN ? filter.dim(2) : depth);
    }

    /** Refuses a gradient of the output, input 2, that does not fit input 0 and filter 1. */
    static void requireGradient(InferContext in, Window window) {
        Shape output = output(in, window);
        Convolving.requireSameType(in, 2, "out_backprop", 0, "input");
        Pools.require(in, 2, "out_backprop", output);
    }

    /** How the window slides. */
    static PoolShape shape(Signature signature, Window window) {
        Shape filter = signature.input(1).shape();
        return window.pool(
                signature, signature.input(0).shape(), List.of(1, (int) filter.dim(0), (int) filter.dim(1), 1));
    }
}
